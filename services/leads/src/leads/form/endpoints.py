"""HTTP of the forms."""

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.web import Reads, Writes, staff

from leads.days import Day
from leads.form import card, export, signing
from leads.form.matrix import contact_matrix
from leads.form.register import visit_register, visit_statistics
from leads.form.report import daily_report
from leads.form.schemas import (
    ContactMatrix,
    CustomerCardOut,
    DailyReport,
    FormExport,
    SignOffCreate,
    SignOffOut,
    VisitRegisterForm,
    VisitStatistics,
)
from leads.kpi.schemas import MonthText
from leads.level.months import Month
from leads.posts import CUSTOMER_POSTS, FRONT_DESK, SELLERS
from leads.setting.numbers import RegisterLayout

router = APIRouter(tags=["forms"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MonthQuery = Annotated[MonthText | None, Query(description="2026-03; the present month when absent")]


def _month(text: str | None) -> Month | None:
    return Month(int(text[:4]), int(text[5:])) if text else None


@router.get("/forms/visit-register", dependencies=staff(Role.RECEPTIONIST, Role.FLOOR_SUPERVISOR, Role.SALES_MANAGER))
async def get_visit_register(
    reading: Reads, day: Day | None = None, layout: RegisterLayout | None = None, store_id: UUID | None = None
) -> VisitRegisterForm:
    """来店(电)登记表 of a day: every visit and call, with totals and signatures (at most 500 rows)."""
    return await visit_register(reading, day=day, store_id=store_id, layout=layout)


@router.get("/forms/daily-report", dependencies=staff(*SELLERS))
async def get_daily_report(
    reading: Reads, day: Day | None = None, adviser_id: UUID | None = None, store_id: UUID | None = None
) -> DailyReport:
    """营业日报表 of one adviser's day: whom they contacted or had planned to contact, and what they hold."""
    return await daily_report(reading, day=day, adviser_id=adviser_id, store_id=store_id)


@router.get("/forms/contact-matrix", dependencies=staff(*SELLERS))
async def get_contact_matrix(
    reading: Reads, month: MonthQuery = None, adviser_id: UUID | None = None, store_id: UUID | None = None
) -> ContactMatrix:
    """意向客户接触状况表 of one adviser's month: plans `*` and the level after each contact, day by day."""
    return await contact_matrix(reading, month=_month(month), adviser_id=adviser_id, store_id=store_id)


@router.get("/forms/visit-statistics", dependencies=staff(*FRONT_DESK, Role.MARKETING))
async def get_visit_statistics(
    reading: Reads, month: MonthQuery = None, day: Day | None = None, store_id: UUID | None = None
) -> VisitStatistics:
    """展厅来店(电)统计表 of a month or a day: by hour, by day, by source."""
    return await visit_statistics(reading, month=_month(month), day=day, store_id=store_id)


@router.get("/customers/{customer_id}/card-form", dependencies=staff(*CUSTOMER_POSTS))
async def get_customer_card_form(customer_id: UUID, reading: Reads) -> CustomerCardOut:
    """客户信息卡 as it is printed: the front, and the newest sixty contacts and visits on the back."""
    return await card.customer_card(reading, customer_id)


@router.post("/forms/sign-offs", status_code=201, dependencies=staff(*FRONT_DESK))
async def sign_form(body: SignOffCreate, work: Writes, once: OnlyOnce) -> SignOffOut:
    """Sign a form as it was looked at; a form that has changed meanwhile is refused (`form_changed`)."""
    return await once.run(work, SignOffOut, lambda: signing.sign_form(work, body))


@router.post(
    "/forms/exports",
    dependencies=staff(*FRONT_DESK),
    response_class=Response,
    responses={200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}},
)
async def export_form(body: FormExport, work: Writes) -> Response:
    """A form as XLSX with the Chinese headings. Numbers are masked unless a supervisor gives a reason (audited)."""
    name, content = await export.export_form(work, body)
    disposition = f"attachment; filename=form.xlsx; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})
