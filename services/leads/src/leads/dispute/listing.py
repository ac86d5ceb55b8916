"""Disputes, and the evidence on one screen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.dispute import repository
from leads.dispute.errors import DisputeNotFound
from leads.dispute.policy import Side, suggest
from leads.dispute.schemas import DisputeOut, DisputeRow, Evidence, EvidenceFact, EvidenceSide, SuggestionOut
from leads.ownership import policy as ownership_policy
from leads.ownership import repository as ownerships
from leads.ownership.policy import Protection
from leads.ownership.schemas import ProtectionOut
from leads.ownership.service import protection_of
from leads.posts import SALES_MANAGERS
from leads.setting.schemas import LeadSettings

_WORK = frozenset({"contact", "visit", "test_drive", "quote", "order", "lead_created", "customer_registered"})
_COUNTED = {"visit": "visits", "test_drive": "test_drives", "quote": "quotes", "order": "orders"}


async def list_disputes(reading: Reading, status: str | None, limit: int, cursor: str | None) -> Page[DisputeRow]:
    """Newest first; one statement."""
    marker = filter_hash(list="disputes", status=status)
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.rows(reading.session, reading.actor, status=status, after=after, limit=limit)
    return Page[DisputeRow].of(
        rows,
        limit,
        item=lambda row: DisputeRow.model_validate(_plain(row)),
        cursor=lambda row: encode_cursor([row.opened_at, row.id], filter_hash=marker),
    )


def _plain(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in DisputeRow.model_fields}


async def dispute_page(reading: Reading, dispute_id: UUID) -> DisputeOut:
    """With the evidence for those who rule. Raises `DisputeNotFound`."""
    row = await repository.row(reading.session, reading.actor, dispute_id)
    if row is None:
        raise DisputeNotFound
    evidence = await _evidence(reading, row) if reading.actor.holds(*SALES_MANAGERS) else None
    return DisputeOut.model_validate({**_plain(row), "evidence": evidence})


async def _evidence(reading: Reading, row: Row[Any]) -> Evidence:
    settings = await settings_of(reading.session, row.store_id, LeadSettings)
    facts = await repository.evidence(reading.session, row.customer_id)
    registered = await repository.registration(reading.session, row.customer_id)
    held = await ownerships.anywhere(reading.session, row.customer_id)
    shelter = protection_of(held.Ownership, row.opened_at, settings) if held else ownership_policy.NO_PROTECTION
    sides = _sides(row, facts, await staff_names(reading.session, {row.claimant_id, row.owner_id} - {None}))
    found = suggest(
        _side(sides, row.owner_id),
        _side(sides, row.claimant_id),
        protected=shelter.active,
        opened_at=row.opened_at,
        recent_days=settings.protection.days,
    )
    return Evidence(
        registered_by_name=registered.name,
        registered_at=registered.created_at,
        protection=_protection(shelter),
        sides=list(sides.values()),
        facts=[
            EvidenceFact(
                at=fact.at,
                kind=fact.kind,
                staff_id=fact.staff_id,
                staff_name=fact.staff_name,
                effective=fact.effective,
                detail=fact.detail,
            )
            for fact in facts
        ],
        suggestion=SuggestionOut(ruling=found.ruling, reasons=list(found.reasons)),
    )


def _protection(shelter: Protection) -> ProtectionOut:
    return ProtectionOut(state=shelter.state, until=shelter.until, limit_at=shelter.limit_at)


def _sides(row: Row[Any], facts: Sequence[Row[Any]], names: dict[UUID, str]) -> dict[UUID, EvidenceSide]:
    """Owner and claimant first, then whoever else had to do with the customer."""
    sides: dict[UUID, EvidenceSide] = {}
    for staff_id, party in ((row.owner_id, "owner"), (row.claimant_id, "claimant")):
        if staff_id is not None:
            sides[staff_id] = _empty(staff_id, names.get(staff_id), party)
    for fact in reversed(facts):
        if fact.staff_id is None or fact.kind not in _WORK:
            continue
        side = sides.setdefault(fact.staff_id, _empty(fact.staff_id, fact.staff_name, "other"))
        _add(side, fact)
    return sides


def _empty(staff_id: UUID, name: str | None, party: str) -> EvidenceSide:
    return EvidenceSide(
        staff_id=staff_id,
        name=name,
        party=party,
        first_at=None,
        registered_at=None,
        contacts=0,
        effective=0,
        last_effective_at=None,
        visits=0,
        test_drives=0,
        quotes=0,
        orders=0,
    )


def _add(side: EvidenceSide, fact: Row[Any]) -> None:
    at: datetime = fact.at
    side.first_at = side.first_at or at
    if fact.kind in ("customer_registered", "lead_created"):
        side.registered_at = side.registered_at or at
    if fact.kind == "contact":
        side.contacts += 1
    elif fact.kind in _COUNTED:
        setattr(side, _COUNTED[fact.kind], getattr(side, _COUNTED[fact.kind]) + 1)
    if fact.effective:
        side.effective += 1
        side.last_effective_at = at


def _side(sides: dict[UUID, EvidenceSide], staff_id: UUID | None) -> Side:
    side = sides.get(staff_id) if staff_id else None
    return Side(side.first_at, side.effective, side.last_effective_at) if side else Side()
