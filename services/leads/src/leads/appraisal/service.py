"""Use cases of an appraisal up to its value: request, data, inspection, value."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.vehicle_identity import check_plate, check_vin, normalise_plate, normalise_vin
from service_defaults.ids import new_id
from service_defaults.organisation import StaffRef, on_duty
from service_defaults.store_settings import settings_of
from service_defaults.timeline import note
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.appraisal import events, inspection, policy, repository
from leads.appraisal.errors import (
    AppointmentInvalid,
    AppraisalNotFound,
    AppraiserTaken,
    StepRefused,
    UnknownItem,
)
from leads.appraisal.models import Appraisal
from leads.appraisal.policy import Act, AppraisalStatus
from leads.appraisal.schemas import (
    AppraisalChange,
    InspectAppraisal,
    RequestAppraisal,
    ValueAppraisal,
    VehicleFacts,
)
from leads.customer import service as customers
from leads.lead.errors import AdviserUnknown
from leads.number.service import NumberKind, next_number, store_zone
from leads.setting.deal import DealSettings
from leads.setting.schemas import LeadSettings

_AHEAD = timedelta(days=366)
_GRACE = timedelta(minutes=30)


async def deal_settings(reading: Reading, store_id: UUID) -> DealSettings:
    return (await settings_of(reading.session, store_id, LeadSettings)).deal


async def request_appraisal(work: Work, command: RequestAppraisal) -> Appraisal:
    """Ask for an appraisal; the freest appraiser on duty gets it. Raises `AppraiserTaken`, `CustomerNotFound`."""
    customer = await customers.get_customer(work, command.customer_id)
    span = await _span(work, customer.store_id, command.starts_at, command.minutes)
    await repository.hold_queue(work.session, customer.store_id)
    assignee_id = await _free_appraiser(work, customer.store_id, command.starts_at or work.now)
    appraisal = Appraisal(
        id=new_id(),
        appraisal_no=await next_number(work, customer.store_id, NumberKind.APPRAISAL),
        store_id=customer.store_id,
        customer_id=customer.id,
        lead_id=command.lead_id,
        assignee_id=assignee_id,
        requested_by=work.actor.staff_id,
        status=AppraisalStatus.REQUESTED,
        starts_at=span[0],
        ends_at=span[1],
        brand=command.brand,
        series=command.series,
        expected_fen=command.expected_fen,
        note=command.note,
        needs_approval=False,
        findings="",
        created_at=work.now,
        **({"papers": {}} | facts_of(command)),
    )
    appraisal.warnings = warnings_of(appraisal)
    broken = await repository.insert(work.session, appraisal)
    if broken:
        await _raise_taken(work, customer.store_id, assignee_id, span)
    await _index_tags(work, appraisal)
    events.requested(work, appraisal, customer.owner_id)
    line(work, appraisal, "appraisal_requested", vehicle=f"{appraisal.brand} {appraisal.series}")
    return appraisal


async def change_appraisal(work: Work, appraisal_id: UUID, command: AppraisalChange, expected: int) -> Appraisal:
    """Raises `AppraisalNotFound`, `AdviserUnknown`, `AppraiserTaken`, `PreconditionFailed`."""
    appraisal = await locked(work, appraisal_id)
    check_version(appraisal.version, expected)
    if appraisal.status in policy.FINAL:
        raise StepRefused(status=appraisal.status, act="change")
    values = facts_of(command)
    for name in ("brand", "series", "expected_fen", "note"):
        if (value := getattr(command, name)) is not None:
            values[name] = value
    if command.assignee_id is not None:
        values["assignee_id"] = await _appraiser(work, appraisal.store_id, command.assignee_id)
    if command.starts_at is not None:
        span = await _span(work, appraisal.store_id, command.starts_at, command.minutes)
        values |= {"starts_at": span[0], "ends_at": span[1]}
    store_id, assignee_id = appraisal.store_id, values.get("assignee_id", appraisal.assignee_id)
    span = (values.get("starts_at", appraisal.starts_at), values.get("ends_at", appraisal.ends_at))
    if await repository.change(work.session, appraisal, values):
        await _raise_taken(work, store_id, assignee_id, span)
    appraisal.warnings = warnings_of(appraisal)
    await _index_tags(work, appraisal)
    await work.session.flush()
    await progressed(work, appraisal)
    return appraisal


async def inspect(work: Work, appraisal_id: UUID, command: InspectAppraisal) -> Appraisal:
    """Keep what was found and its verdict. Raises `UnknownItem`, `StepRefused`."""
    appraisal = await stepping(work, appraisal_id, Act.INSPECT)
    _refuse_unknown(command)
    verdict = inspection.judge(
        [finding.defect for finding in command.frame],
        [(finding.part, finding.damage, finding.degree) for finding in command.body],
        command.failed,
    )
    for name, value in facts_of(command).items():
        setattr(appraisal, name, value)
    appraisal.warnings = warnings_of(appraisal)
    appraisal.frame = [finding.model_dump(mode="json") for finding in command.frame]
    appraisal.body = [finding.model_dump(mode="json") for finding in command.body]
    appraisal.failed = sorted(set(command.failed))
    appraisal.findings = command.findings
    appraisal.sections = {str(section): points for section, points in verdict.sections.items()}
    appraisal.score, appraisal.accident, appraisal.grade = verdict.score, verdict.accident, verdict.grade
    appraisal.inspected_at, appraisal.inspected_by = work.now, work.actor.staff_id
    await _index_tags(work, appraisal)
    line(work, appraisal, "appraisal_inspected", grade=verdict.grade, accident=verdict.accident)
    await progressed(work, appraisal)
    return appraisal


async def value(work: Work, appraisal_id: UUID, command: ValueAppraisal) -> Appraisal:
    """Keep the value with its grounds. From the store's limit on a manager has to look at it."""
    appraisal = await stepping(work, appraisal_id, Act.VALUE)
    rules = await deal_settings(work, appraisal.store_id)
    appraisal.value_fen = command.value_fen
    appraisal.value_method, appraisal.value_grounds = command.method, command.grounds
    appraisal.valued_at, appraisal.valued_by = work.now, work.actor.staff_id
    appraisal.needs_approval = policy.needs_approval(command.value_fen, rules.appraisal_approval_from_fen)
    appraisal.approved_at = appraisal.approved_by = None
    line(work, appraisal, "appraisal_valued", value_fen=command.value_fen, method=command.method)
    await progressed(work, appraisal)
    return appraisal


async def owner_of(work: Work, appraisal: Appraisal) -> UUID | None:
    """The customer's adviser."""
    return (await customers.get_customer(work.as_system(), appraisal.customer_id)).owner_id


async def progressed(work: Work, appraisal: Appraisal) -> None:
    """Whoever has the appraisal on the screen sees the step."""
    events.progressed(work, appraisal, await owner_of(work, appraisal))


async def get_appraisal(reading: Reading, appraisal_id: UUID) -> Appraisal:
    """Raises `AppraisalNotFound`."""
    appraisal = await repository.find(reading.session, reading.actor, appraisal_id)
    if appraisal is None:
        raise AppraisalNotFound
    return appraisal


async def locked(work: Work, appraisal_id: UUID) -> Appraisal:
    appraisal = await repository.lock(work.session, work.actor, appraisal_id)
    if appraisal is None:
        raise AppraisalNotFound
    return appraisal


async def stepping(work: Work, appraisal_id: UUID, act: Act) -> Appraisal:
    """The appraisal, locked and moved on by an act. Raises `StepRefused` with what it is now."""
    appraisal = await locked(work, appraisal_id)
    step(appraisal, act)
    return appraisal


def step(appraisal: Appraisal, act: Act) -> None:
    reached = policy.after(AppraisalStatus(appraisal.status), act)
    if reached is None:
        raise StepRefused(status=appraisal.status, act=act)
    appraisal.status = reached


def line(work: Work, appraisal: Appraisal, kind: str, **params: Any) -> None:
    note(
        work,
        kind,
        customer_id=appraisal.customer_id,
        store_id=appraisal.store_id,
        ref_kind="appraisal",
        ref_id=appraisal.id,
        appraisal_no=appraisal.appraisal_no,
        **params,
    )


def facts_of(command: VehicleFacts) -> dict[str, Any]:
    """What was said about the car, tags in one spelling."""
    given = {name: value for name in VehicleFacts.model_fields if (value := getattr(command, name)) is not None}
    if "vin" in given:
        given["vin"] = normalise_vin(given["vin"])
    if "plate" in given:
        given["plate"] = normalise_plate(given["plate"])
    return given


def warnings_of(appraisal: Appraisal) -> list[str]:
    odd = [str(one) for one in check_vin(appraisal.vin)] if appraisal.vin else []
    return odd + ([str(one) for one in check_plate(appraisal.plate)] if appraisal.plate else [])


def _refuse_unknown(command: InspectAppraisal) -> None:
    for number, finding in enumerate(command.body):
        if finding.part not in inspection.PART_CODES:
            raise UnknownItem(item=finding.part, pointer=f"/body/{number}/part")
    for number, code in enumerate(command.failed):
        if code not in inspection.FAILABLE:
            raise UnknownItem(item=code, pointer=f"/failed/{number}")


async def _span(
    work: Work, store_id: UUID, starts_at: datetime | None, minutes: int | None
) -> tuple[datetime | None, datetime | None]:
    if starts_at is None:
        return None, None
    if not work.now - _GRACE <= starts_at <= work.now + _AHEAD:
        raise AppointmentInvalid(pointer="/starts_at")
    length = minutes or (await deal_settings(work, store_id)).appraisal_minutes
    return starts_at, starts_at + timedelta(minutes=length)


async def _free_appraiser(work: Work, store_id: UUID, at: datetime) -> UUID | None:
    """Fewest open appraisals among those on duty; among all active ones where nobody is; None without appraisers."""
    ranked = await repository.freest(work.session, store_id)
    day = at.astimezone(await store_zone(work, store_id)).date()
    duty = await on_duty(work.session, store_id, at, day)
    present = [one for one in ranked if duty is None or one in duty]
    return next(iter(present or ranked), None)


async def _appraiser(work: Work, store_id: UUID, staff_id: UUID) -> UUID:
    person = await work.session.get(StaffRef, staff_id)
    if person is None or not person.active or person.store_id != store_id or "appraiser" not in person.roles:
        raise AdviserUnknown(pointer="/assignee_id")
    return person.id


async def _raise_taken(
    work: Work, store_id: UUID, assignee_id: UUID | None, span: tuple[datetime | None, datetime | None]
) -> None:
    starts_at, ends_at = span
    if assignee_id is None or starts_at is None or ends_at is None:
        raise AppointmentInvalid(pointer="/starts_at")
    until = await repository.taken_until(work.session, assignee_id, starts_at, ends_at) or ends_at
    local = until.astimezone(await store_zone(work, store_id))
    raise AppraiserTaken(until=local.strftime("%m-%d %H:%M"), pointer="/starts_at", extra={"until": until.isoformat()})


async def _index_tags(work: Work, appraisal: Appraisal) -> None:
    for tag in (appraisal.plate, appraisal.vin):
        if tag:
            await customers.add_search_tail(work, appraisal.customer_id, tag)
