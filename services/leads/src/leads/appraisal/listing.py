"""Answers about appraisals: lists, one appraisal, the worksheet."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading

from leads.appraisal import inspection, policy, repository
from leads.appraisal.inspection import BodyDamage, FrameDefect, Section
from leads.appraisal.models import Appraisal
from leads.appraisal.policy import AppraisalStatus
from leads.appraisal.schemas import (
    AppraisalOut,
    AppraisalRow,
    BodySheet,
    FramePointOut,
    ItemOut,
    Label,
    OfferOut,
    SectionOut,
    WorksheetOut,
)
from leads.customer import service as customers

_SECTIONS = {
    Section.BODY: ("车身外观", "Body"),
    Section.ENGINE_BAY: ("发动机舱", "Engine bay"),
    Section.CABIN: ("驾驶舱", "Cabin"),
    Section.START: ("启动", "Start"),
    Section.ROAD: ("路试", "Road test"),
    Section.CHASSIS: ("底盘", "Chassis"),
}
_DAMAGES = {
    BodyDamage.HH: ("划痕", "Scratch"),
    BodyDamage.BX: ("变形", "Deformation"),
    BodyDamage.XS: ("锈蚀", "Rust"),
    BodyDamage.LW: ("裂纹", "Crack"),
    BodyDamage.AX: ("凹陷", "Dent"),
    BodyDamage.XF: ("修复痕迹", "Trace of repair"),
}
_PAPERS = (
    ("plate", "号牌", "Number plates"),
    ("vehicle_licence", "行驶证", "Vehicle licence"),
    ("registration", "登记证书", "Registration certificate"),
    ("policy", "保险单", "Insurance policy"),
    ("purchase_tax", "购置税证书", "Purchase-tax certificate"),
    ("inspection", "年检证明", "Inspection certificate"),
    ("second_key", "备用钥匙", "Second key"),
)


async def list_appraisals(
    reading: Reading,
    *,
    statuses: Sequence[AppraisalStatus],
    mine: bool,
    customer_id: UUID | None,
    lead_id: UUID | None,
    limit: int,
    cursor: str | None,
    waiting: bool = False,
) -> Page[AppraisalRow]:
    """Oldest first: the appraiser's queue."""
    marker = filter_hash(
        list="appraisals", statuses=sorted(statuses), mine=mine, customer_id=customer_id, lead_id=lead_id
    )
    rows = await repository.page(
        reading.session,
        reading.actor,
        statuses=statuses,
        assignee_id=reading.actor.staff_id if mine else None,
        customer_id=customer_id,
        lead_id=lead_id,
        waiting=waiting,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[AppraisalRow].of(
        rows,
        limit,
        item=lambda row: AppraisalRow.model_validate(_values(row[0], row.customer_name, row.assignee_name)),
        cursor=lambda row: encode_cursor([row[0].created_at, row[0].id], filter_hash=marker),
    )


_COMPUTED = {"customer_name", "assignee_name", "score"}


def _values(appraisal: Appraisal, customer_name: str | None, assignee_name: str | None) -> dict[str, Any]:
    return {name: getattr(appraisal, name) for name in AppraisalRow.model_fields if name not in _COMPUTED} | {
        "customer_name": customer_name,
        "assignee_name": assignee_name,
        "score": None if appraisal.score is None else appraisal.score / 10,
    }


_DETAIL = (
    "ends_at",
    "energy",
    "colour",
    "engine_no",
    "estimated_km",
    "first_registered_on",
    "use_kind",
    "transfers",
    "inspection_until",
    "compulsory_until",
    "papers",
    "warnings",
    "expected_fen",
    "note",
    "findings",
    "inspected_at",
    "value_method",
    "value_grounds",
    "valued_at",
    "approved_at",
    "closed_reason",
)
_BY = {
    "requested_by_name": "requested_by",
    "inspected_by_name": "inspected_by",
    "valued_by_name": "valued_by",
    "approved_by_name": "approved_by",
}


async def appraisal_out(reading: Reading, appraisal: Appraisal) -> AppraisalOut:
    offers = await repository.offers(reading.session, appraisal.id)
    people = {getattr(appraisal, column) for column in _BY.values()} | {offer.offered_by for offer in offers}
    names = await staff_names(reading.session, {one for one in people | {appraisal.assignee_id} if one})
    customer = (await customers.names_of(reading, {appraisal.customer_id})).get(appraisal.customer_id)

    def named(staff_id: UUID | None) -> str | None:
        return names.get(staff_id) if staff_id else None

    values = _values(appraisal, customer[0] if customer else None, named(appraisal.assignee_id))
    values |= {name: getattr(appraisal, name) for name in _DETAIL}
    values |= {name: named(getattr(appraisal, column)) for name, column in _BY.items()}
    values |= {
        "frame": appraisal.frame or [],
        "body": appraisal.body or [],
        "failed": appraisal.failed or [],
        "sections": {section: points / 10 for section, points in (appraisal.sections or {}).items()},
        "next_acts": sorted(policy.acts_open(AppraisalStatus(appraisal.status)) - {policy.Act.EXPIRE}),
        "offers": [
            OfferOut(
                id=offer.id,
                amount_fen=offer.amount_fen,
                status=offer.status,
                offered_at=offer.offered_at,
                offered_by_name=named(offer.offered_by),
                valid_until=offer.valid_until,
                answered_at=offer.answered_at,
                reason=offer.reason,
            )
            for offer in offers
        ],
    }
    return AppraisalOut.model_validate(values)


def worksheet() -> WorksheetOut:
    """The worksheet as data."""
    defects = [defect for defect in FrameDefect if defect is not FrameDefect.ASYMMETRIC]
    return WorksheetOut(
        frame=[
            FramePointOut(point=point, zh=zh, en=en, defects=[FrameDefect.ASYMMETRIC] if point == 1 else defects)
            for point, zh, en in inspection.FRAME_POINTS
        ],
        body=BodySheet(
            parts=[Label(code=code, zh=zh, en=en) for code, zh, en in inspection.BODY_PARTS],
            damages=[Label(code=code, zh=zh, en=en) for code, (zh, en) in _DAMAGES.items()],
            degrees=[1, 2, 3, 4],
        ),
        sections=[_section(section) for section in Section],
        papers=[Label(code=code, zh=zh, en=en) for code, zh, en in _PAPERS],
    )


def _section(section: Section) -> SectionOut:
    zh, en = _SECTIONS[section]
    items = inspection.ITEMS.get(section, ())
    return SectionOut(
        code=section,
        zh=zh,
        en=en,
        maximum=inspection.MAXIMA[section] / 10,
        items=[ItemOut(code=item.code, zh=item.zh, en=item.en, points=item.points / 10) for item in items],
    )
