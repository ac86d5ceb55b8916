"""Use cases of an appraisal from its value on: approval, offers, the customer's answer, expiry, purchase."""

from datetime import datetime
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.jobs import BATCH, Timer
from service_defaults.work import Reading, Work

from leads.appraisal import events, policy, repository
from leads.appraisal.errors import NeedsApproval, OfferAboveValue, OfferExpired, StepRefused
from leads.appraisal.models import Appraisal, AppraisalOffer
from leads.appraisal.policy import Act, AppraisalStatus, OfferStatus
from leads.appraisal.schemas import ApproveAppraisal, OfferAppraisal
from leads.appraisal.service import deal_settings, line, locked, owner_of, progressed, step, stepping
from leads.vehicle.trade_in import TradedIn, take_in


async def approve(work: Work, appraisal_id: UUID, command: ApproveAppraisal) -> Appraisal:
    """The manager agrees, perhaps to another value."""
    appraisal = await stepping(work, appraisal_id, Act.APPROVE)
    if command.value_fen is not None:
        appraisal.value_fen = command.value_fen
    appraisal.approved_at, appraisal.approved_by = work.now, work.actor.staff_id
    line(work, appraisal, "appraisal_approved", value_fen=appraisal.value_fen, note=command.note)
    await progressed(work, appraisal)
    return appraisal


async def offer(work: Work, appraisal_id: UUID, command: OfferAppraisal) -> Appraisal:
    """Offer an amount; an open offer gives way to it. Raises `NeedsApproval`, `OfferAboveValue`."""
    appraisal = await locked(work, appraisal_id)
    if policy.after(AppraisalStatus(appraisal.status), Act.OFFER) is None or appraisal.value_fen is None:
        raise StepRefused(status=appraisal.status, act=Act.OFFER)
    if appraisal.needs_approval and appraisal.approved_at is None:
        raise NeedsApproval
    free = policy.offer_is_free(command.amount_fen, appraisal.value_fen)
    if not free and not work.actor.holds(Role.SALES_MANAGER):
        raise OfferAboveValue(value=f"{appraisal.value_fen / 100:,.2f}", pointer="/amount_fen")
    await _answer_open_offer(work, appraisal, OfferStatus.SUPERSEDED)
    step(appraisal, Act.OFFER)
    rules = await deal_settings(work, appraisal.store_id)
    appraisal.offer_fen = command.amount_fen
    appraisal.offer_until = policy.valid_until(work.now, rules.appraisal_valid_days)
    work.session.add(
        AppraisalOffer(
            id=new_id(),
            appraisal_id=appraisal.id,
            amount_fen=command.amount_fen,
            status=OfferStatus.OPEN,
            offered_at=work.now,
            offered_by=work.actor.staff_id,
            valid_until=appraisal.offer_until,
        )
    )
    events.offered(work, appraisal, await owner_of(work, appraisal))
    line(work, appraisal, "appraisal_offered", amount_fen=command.amount_fen)
    return appraisal


async def accept(work: Work, appraisal_id: UUID) -> Appraisal:
    """The customer takes the offer. Raises `OfferExpired`."""
    appraisal = await locked(work, appraisal_id)
    if appraisal.status == AppraisalStatus.OFFERED and appraisal.offer_until and appraisal.offer_until <= work.now:
        raise OfferExpired
    step(appraisal, Act.ACCEPT)
    await _settle(work, appraisal, OfferStatus.ACCEPTED, accepted=True)
    line(work, appraisal, "appraisal_accepted", amount_fen=appraisal.offer_fen)
    return appraisal


async def refuse(work: Work, appraisal_id: UUID, reason: str) -> Appraisal:
    appraisal = await stepping(work, appraisal_id, Act.REFUSE)
    await _settle(work, appraisal, OfferStatus.REFUSED, accepted=False, reason=reason)
    line(work, appraisal, "appraisal_refused", amount_fen=appraisal.offer_fen, reason=reason)
    return appraisal


async def cancel(work: Work, appraisal_id: UUID, reason: str) -> Appraisal:
    appraisal = await stepping(work, appraisal_id, Act.CANCEL)
    appraisal.closed_reason = reason
    line(work, appraisal, "appraisal_cancelled", reason=reason)
    await progressed(work, appraisal)
    return appraisal


async def mark_purchased(work: Work, appraisal_id: UUID) -> None:
    """The car came in with the delivery of the new one; anything but an accepted offer stays as it is."""
    appraisal = await repository.lock(work.session, work.as_system().actor, appraisal_id)
    if appraisal is not None and policy.after(AppraisalStatus(appraisal.status), Act.PURCHASE):
        step(appraisal, Act.PURCHASE)
        line(work, appraisal, "appraisal_purchased", amount_fen=appraisal.offer_fen)
        await _take_in(work, appraisal)


async def _take_in(work: Work, appraisal: Appraisal) -> None:
    """Into the stock of the store that bought it."""
    traded_in = TradedIn(
        store_id=appraisal.store_id,
        number=appraisal.appraisal_no,
        vin=appraisal.vin,
        brand=appraisal.brand,
        series=appraisal.series,
        name=appraisal.model_name,
        model_year=appraisal.model_year,
        energy=appraisal.energy,
        colour=appraisal.colour,
        engine_no=appraisal.engine_no,
        plate=appraisal.plate,
        odometer_km=appraisal.odometer_km or appraisal.estimated_km or 0,
        cost_fen=appraisal.offer_fen or 0,
        insurance_until=appraisal.compulsory_until,
        inspection_until=appraisal.inspection_until,
    )
    rules = await deal_settings(work, appraisal.store_id)
    car = await take_in(work, traded_in, rules.used_markup_percent)
    if car is not None:
        line(work, appraisal, "used_car_stocked", vin_tail=car.vin[-6:], price_fen=car.price_fen)


async def trade_in_fen(reading: Reading, customer_id: UUID | None, appraisal_id: UUID) -> int | None:
    """What an accepted or still valid offer is worth; None for anything else.

    `customer_id` None asks for whoever the appraisal belongs to."""
    appraisal = await repository.find(reading.session, reading.actor, appraisal_id)
    if appraisal is None or appraisal.offer_fen is None or customer_id not in (None, appraisal.customer_id):
        return None
    valid = appraisal.offer_until is not None and appraisal.offer_until > reading.now
    if appraisal.status == AppraisalStatus.ACCEPTED or (appraisal.status == AppraisalStatus.OFFERED and valid):
        return appraisal.offer_fen
    return None


async def _settle(
    work: Work, appraisal: Appraisal, answer: OfferStatus, *, accepted: bool, reason: str | None = None
) -> None:
    await _answer_open_offer(work, appraisal, answer, reason)
    appraisal.settled_at = work.now
    events.settled(work, appraisal, await owner_of(work, appraisal), accepted=accepted)


async def _answer_open_offer(work: Work, appraisal: Appraisal, answer: OfferStatus, reason: str | None = None) -> None:
    open_offer = await repository.open_offer(work.session, appraisal.id)
    if open_offer is not None:
        open_offer.status, open_offer.answered_at, open_offer.reason = answer, work.now, reason
        await work.session.flush()


async def _next_expiry(session: ReadSession) -> datetime | None:
    return await repository.next_expiry(session)


async def _expire(work: Work) -> None:
    for appraisal in await repository.lock_expiring(work.session, work.now, BATCH):
        step(appraisal, Act.EXPIRE)
        await _answer_open_offer(work, appraisal, OfferStatus.EXPIRED)
        line(work, appraisal, "appraisal_expired", amount_fen=appraisal.offer_fen)
        await progressed(work, appraisal)


EXPIRY = Timer("appraisal_offer_expiry", _next_expiry, _expire)
