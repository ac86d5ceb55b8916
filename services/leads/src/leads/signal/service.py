"""Raising signals, showing them, closing them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.interest import SignalRaised
from service_defaults import timeline
from service_defaults.database import ReadSession
from service_defaults.ids import new_id
from service_defaults.jobs import Timer
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading, Work
from sqlalchemy import Row

from leads.lead.models import Lead
from leads.setting.interest import SignalKind, SignalRules
from leads.setting.schemas import LeadSettings
from leads.signal import policy, repository
from leads.signal.errors import CauseRequired, SignalClosed, SignalNotFound
from leads.signal.models import Signal
from leads.signal.policy import Found, SignalState
from leads.signal.schemas import SignalClosing, SignalRow

ASKING = frozenset({SignalKind.HOT_COOLED})
"""These stay until somebody has answered them."""
UNDONE = frozenset({SignalKind.FILE_RETURNED})
"""Something that a colleague waits for: these do not end by themselves."""
STAYING = ASKING | UNDONE
"""These are not taken up by speaking with the customer."""
_UNTIL_DONE = timedelta(days=3660)
_EXPIRE_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Raised:
    """A signal about a customer, and the open lead that it is shown on."""

    customer_id: UUID
    store_id: UUID
    lead_id: UUID | None
    owner_id: UUID | None
    found: Found

    @classmethod
    def of(cls, customer_id: UUID, store_id: UUID, lead: Any, found: Found) -> "Raised":
        return cls(customer_id, store_id, lead.id if lead else None, lead.assignee_id if lead else None, found)


async def raise_signals(work: Work, raised: Sequence[Raised], rules: SignalRules) -> None:
    """Those that are news: written, told, shown on the lead. The customers are held by the caller."""
    if not raised:
        return
    customers = sorted({one.customer_id for one in raised})
    earlier = await repository.since(work.session, customers, work.now - timedelta(days=rules.pause_days))
    rows: list[dict[str, Any]] = []
    for customer_id in customers:
        mine = [one for one in raised if one.customer_id == customer_id]
        fresh = policy.news([one.found for one in mine], earlier.get(customer_id, []), work.now, rules)
        rows += [_row(work, one, rules) for one in mine if any(one.found is found for found in fresh)]
    if not rows:
        return
    await _write(work, rows, {one.customer_id: one.owner_id for one in raised})


async def raise_again(work: Work, raised: Raised, rules: SignalRules) -> None:
    """One that somebody raises by hand: news each time, instead of the one before. The lead is held by the caller."""
    await settle(work, raised.customer_id, raised.found.kind, raised.lead_id)
    if raised.found.kind in rules.kinds:
        await _write(work, [_row(work, raised, rules)], {raised.customer_id: raised.owner_id})


async def settle(work: Work, customer_id: UUID, kind: SignalKind, lead_id: UUID | None) -> None:
    """What it asked for was done."""
    by = work.actor.staff_id
    if await repository.close_of_kind(work.session, customer_id, kind=kind, at=work.now, by=by) and lead_id:
        await _show_next(work, lead_id)


async def _write(work: Work, rows: list[dict[str, Any]], owners: Mapping[UUID, UUID | None]) -> None:
    await repository.add(work.session, rows)
    for row in rows:
        _tell(work, row, owners[row["customer_id"]])
    for lead_id, row in {row["lead_id"]: row for row in rows if row["lead_id"]}.items():
        await repository.show_on_lead(work.session, lead_id, _shown(row), work.now)


def _row(work: Work, one: Raised, rules: SignalRules) -> dict[str, Any]:
    found = one.found
    return {
        "id": new_id(),
        "store_id": one.store_id,
        "customer_id": one.customer_id,
        "lead_id": one.lead_id,
        "kind": found.kind,
        "model": found.model,
        "count": found.count,
        "rival": found.rival,
        "at": work.now,
        "expires_at": work.now + (_UNTIL_DONE if found.kind in UNDONE else timedelta(days=rules.valid_days)),
        "state": SignalState.OPEN,
        "closed_at": None,
        "closed_by": None,
        "cause": None,
        "note": found.note,
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    """What a list needs of a signal, as it stands on the lead."""
    params = {name: row[name] for name in ("model", "count", "rival") if row[name] is not None}
    if row["note"]:
        params["note"] = row["note"]
    return {"id": str(row["id"]), "kind": row["kind"], "at": row["at"].isoformat(), "params": params}


def _tell(work: Work, row: dict[str, Any], owner_id: UUID | None) -> None:
    work.emit(
        SignalRaised(
            signal_id=row["id"],
            lead_id=row["lead_id"],
            customer_id=row["customer_id"],
            store_id=row["store_id"],
            owner_id=owner_id,
            kind=row["kind"],
            model=row["model"],
            count=row["count"],
        )
    )
    timeline.note(
        work,
        "signal_raised",
        customer_id=row["customer_id"],
        store_id=row["store_id"],
        ref_kind="signal",
        ref_id=row["id"],
        signal=row["kind"],
        model=row["model"],
        count=row["count"],
        rival=row["rival"],
    )


async def take_up(work: Work, lead: Lead) -> None:
    """Somebody spoke with the customer: what was open is taken up, but for what asks for an answer."""
    if lead.signal is None:
        return
    await repository.close_of_customer(
        work.session, lead.customer_id, but=sorted(STAYING), at=work.now, by=work.actor.staff_id
    )
    if lead.signal["kind"] not in STAYING:
        lead.signal = None


async def list_signals(
    reading: Reading, *, customer_id: UUID | None, state: SignalState | None, limit: int, cursor: str | None
) -> Page[SignalRow]:
    """Newest first."""
    marker = filter_hash(list="signals", customer_id=customer_id, state=state)
    rows = await repository.page(
        reading.session,
        reading.actor,
        customer_id=customer_id,
        state=state,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[SignalRow].of(
        rows,
        limit,
        item=_row_out,
        cursor=lambda row: encode_cursor([row.at, row.id], filter_hash=marker),
    )


def _row_out(row: Row[Any]) -> SignalRow:
    plain = {name: getattr(row, name) for name in SignalRow.model_fields if name != "cause_asked"}
    return SignalRow.model_validate({**plain, "cause_asked": row.kind in ASKING})


async def close_signal(work: Work, signal_id: UUID, command: SignalClosing) -> SignalRow:
    """Raises `SignalNotFound`, `SignalClosed`, `CauseRequired`."""
    signal = await repository.lock(work.session, work.actor, signal_id)
    if signal is None:
        raise SignalNotFound
    if signal.state != SignalState.OPEN:
        raise SignalClosed(state=signal.state)
    if signal.kind in ASKING:
        causes = (await settings_of(work.session, signal.store_id, LeadSettings)).temperature.causes
        if command.cause not in causes:
            raise CauseRequired(pointer="/cause")
    signal.state = SignalState(command.outcome.value)
    signal.cause, signal.note = command.cause, command.note or signal.note
    signal.closed_at, signal.closed_by = work.now, work.actor.staff_id
    timeline.note(
        work,
        "signal_closed",
        customer_id=signal.customer_id,
        store_id=signal.store_id,
        ref_kind="signal",
        ref_id=signal.id,
        signal=signal.kind,
        outcome=command.outcome,
        cause=command.cause,
        note=command.note,
    )
    await work.session.flush()
    if signal.lead_id is not None:
        await _show_next(work, signal.lead_id)
    return await _out(work, signal)


async def _show_next(work: Work, lead_id: UUID) -> None:
    left = await repository.newest_open(work.session, lead_id)
    names = ("id", "kind", "at", "model", "count", "rival", "note")
    shown = _shown({name: getattr(left, name) for name in names}) if left else None
    await repository.show_on_lead(work.session, lead_id, shown, work.now)


async def _out(reading: Reading, signal: Signal) -> SignalRow:
    computed = {
        "customer_name": await repository.customer_name(reading.session, signal.customer_id),
        "closed_by_name": None,
        "cause_asked": signal.kind in ASKING,
    }
    if signal.closed_by:
        names = await staff_names(reading.session, {signal.closed_by})
        computed["closed_by_name"] = names.get(signal.closed_by)
    plain = {name: getattr(signal, name) for name in SignalRow.model_fields if name not in computed}
    return SignalRow.model_validate({**plain, **computed})


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_expiry(session)


async def fire(work: Work) -> None:
    await repository.expire(work.session, work.now, _EXPIRE_AT_ONCE)


SIGNAL_TIMER = Timer("signal_expiry", next_due=next_due, fire=fire)
