"""Use cases that develop a key account: plan, visits, frame agreements, evaluations."""

from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.ids import new_id
from service_defaults.months import add_months
from service_defaults.work import Reading, Work

from leads.key_account import policy, repository
from leads.key_account.errors import (
    AgreementEnded,
    AgreementNumberTaken,
    AgreementSpan,
    PartNotFound,
    ReviewKnown,
    ReviewTooEarly,
    VisitDone,
)
from leads.key_account.models import AccountReview, AccountVisit, DevelopmentPlan, FrameAgreement, KeyAccount
from leads.key_account.policy import AccountClass, ReviewKind
from leads.key_account.schemas import (
    AgreementEnd,
    AgreementSign,
    Figures,
    PlanKeep,
    ReviewDraft,
    ReviewWrite,
    VisitPlan,
    VisitReport,
)
from leads.key_account.service import get_account, grading_of, line, locked
from leads.lead import service as lead_service
from leads.lead.errors import AdviserUnknown
from leads.number.service import store_zone

_LONGEST_MONTHS = 60


async def keep_plan(work: Work, account_id: UUID, year: int, command: PlanKeep) -> KeyAccount:
    """Write or rewrite the plan of a year."""
    account = await locked(work, account_id)
    plan = await repository.plan_of(work.session, account.id, year)
    if plan is None:
        plan = DevelopmentPlan(
            id=new_id(),
            store_id=account.store_id,
            customer_id=account.customer_id,
            account_id=account.id,
            year=year,
        )
        work.session.add(plan)
    plan.target_units, plan.target_visits = command.target_units, command.target_visits
    plan.strategy, plan.changed_at, plan.changed_by = command.strategy, work.now, work.actor.staff_id
    line(work, account, "key_account_planned", year=year, target_units=command.target_units)
    await work.session.flush()
    return account


async def plan_visit(work: Work, account_id: UUID, command: VisitPlan) -> KeyAccount:
    """Raises `AdviserUnknown` for somebody who does not work in the store."""
    account = await locked(work, account_id)
    staff_id = command.assignee_id or account.assignee_id or work.actor.staff_id
    desk = await lead_service.desk_of(work, account.store_id)
    if staff_id is not None and desk.person(staff_id) is None:
        raise AdviserUnknown(pointer="/assignee_id")
    _add_visit(work, account, staff_id, command.planned_at, command.purpose)
    account.next_visit_at = command.planned_at
    await work.session.flush()
    return account


def _add_visit(work: Work, account: KeyAccount, staff_id: UUID | None, planned_at: datetime, purpose: str) -> None:
    work.session.add(
        AccountVisit(
            id=new_id(),
            store_id=account.store_id,
            customer_id=account.customer_id,
            account_id=account.id,
            assignee_id=staff_id,
            planned_at=planned_at,
            purpose=purpose,
            summary="",
            next_step="",
        )
    )


async def report_visit(work: Work, account_id: UUID, visit_id: UUID, command: VisitReport) -> KeyAccount:
    """Keep what came of a visit; the next one follows from the class. Raises `PartNotFound`, `VisitDone`."""
    account = await locked(work, account_id)
    visit = await repository.part(work.session, AccountVisit, account.id, visit_id)
    if visit is None:
        raise PartNotFound
    if visit.done_at is not None:
        raise VisitDone
    visit.done_at, visit.result = work.now, command.result
    visit.summary, visit.next_step = command.summary, command.next_step
    account.last_visit_at = work.now
    if command.stage is not None:
        account.stage = command.stage
    if command.next_planned_at is not None:
        purpose = command.next_step or visit.purpose
        _add_visit(work, account, visit.assignee_id, command.next_planned_at, purpose)
        account.next_visit_at = command.next_planned_at
    else:
        grading = await grading_of(work, account.store_id)
        account.next_visit_at = policy.next_visit_at(AccountClass(account.account_class), work.now, grading)
    line(work, account, "key_account_visited", result=command.result, summary=command.summary[:200])
    await work.session.flush()
    return account


async def sign_agreement(work: Work, account_id: UUID, command: AgreementSign) -> KeyAccount:
    """Raises `AgreementSpan`, `AgreementNumberTaken`."""
    account = await locked(work, account_id)
    if not command.valid_from <= command.valid_until <= add_months(command.valid_from, _LONGEST_MONTHS):
        raise AgreementSpan(pointer="/valid_until")
    agreement = FrameAgreement(
        id=new_id(),
        store_id=account.store_id,
        customer_id=account.customer_id,
        account_id=account.id,
        signed_on=work.today(await store_zone(work, account.store_id)),
        **command.model_dump(),
    )
    if await repository.add(work.session, agreement):
        raise AgreementNumberTaken(number=command.agreement_no, pointer="/agreement_no")
    line(work, account, "key_account_agreement_signed", number=command.agreement_no, until=str(command.valid_until))
    return account


async def end_agreement(work: Work, account_id: UUID, agreement_id: UUID, command: AgreementEnd) -> KeyAccount:
    """Raises `PartNotFound`, `AgreementEnded`."""
    account = await locked(work, account_id)
    agreement = await repository.part(work.session, FrameAgreement, account.id, agreement_id)
    if agreement is None:
        raise PartNotFound
    if agreement.ended_on is not None:
        raise AgreementEnded
    agreement.ended_on = work.today(await store_zone(work, account.store_id))
    agreement.end_reason = command.reason
    line(work, account, "key_account_agreement_ended", number=agreement.agreement_no, reason=command.reason)
    await work.session.flush()
    return account


async def draft_review(reading: Reading, account_id: UUID, kind: ReviewKind, day: date) -> ReviewDraft:
    """The figures of the period that `day` lies in. Raises `ReviewTooEarly`."""
    account = await get_account(reading, account_id)
    return await _draft(reading, account, kind, day)


async def write_review(work: Work, account_id: UUID, command: ReviewWrite) -> KeyAccount:
    """Freeze a period's figures with their judgement. Raises `ReviewTooEarly`, `ReviewKnown`."""
    account = await locked(work, account_id)
    draft = await _draft(work, account, command.kind, command.day)
    review = AccountReview(
        id=new_id(),
        store_id=account.store_id,
        customer_id=account.customer_id,
        account_id=account.id,
        kind=command.kind,
        starts_on=draft.starts_on,
        figures=draft.figures.model_dump(),
        satisfaction=command.satisfaction,
        loyalty=command.loyalty,
        judgement=command.judgement,
        next_steps=command.next_steps,
        written_at=work.now,
        written_by=work.actor.staff_id,
    )
    if await repository.add(work.session, review):
        raise ReviewKnown(pointer="/day")
    line(work, account, "key_account_reviewed", period=command.kind, starts_on=str(draft.starts_on))
    return account


async def _draft(reading: Reading, account: KeyAccount, kind: ReviewKind, day: date) -> ReviewDraft:
    zone = await store_zone(reading, account.store_id)
    starts_on = policy.period_start(kind, day)
    ends_on = policy.period_end(kind, starts_on)
    if starts_on > reading.today(zone):
        raise ReviewTooEarly(pointer="/day")
    return ReviewDraft(
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on - timedelta(days=1),
        figures=await figures_between(reading, account.id, starts_on, ends_on, zone),
        written=await repository.review_known(reading.session, account.id, kind, starts_on),
    )


async def figures_between(reading: Reading, account_id: UUID, start: date, end: date, zone: ZoneInfo) -> Figures:
    """From the first day on, before the second; days of the store."""
    row = await repository.figures(
        reading.session, account_id, datetime.combine(start, time(), zone), datetime.combine(end, time(), zone)
    )
    return Figures.model_validate(dict(row._mapping))  # noqa: SLF001 - SQLAlchemy's documented name for a row as a mapping
