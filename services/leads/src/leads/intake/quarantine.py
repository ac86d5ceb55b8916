"""Looking after what was refused, and after who means which store."""

import base64
from uuid import UUID

from contracts.intake import IntakeMoved
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading, Work

from leads.customer.service import home_store
from leads.intake import repository
from leads.intake.draft import draft_of
from leads.intake.errors import PartnerUnknown, QuarantineClosed, QuarantineNotFound
from leads.intake.mail.reading import MEDIA_TYPE as MAIL
from leads.intake.mail.reading import readable
from leads.intake.models import QuarantinedIntake, RawIntake
from leads.intake.policy import vendor_key
from leads.intake.schemas import (
    JsonLead,
    QuarantineOut,
    QuarantineRow,
    QuarantineState,
    SettledAs,
    VendorLink,
    VendorLinkOut,
)
from leads.intake.service import RAW_TABLE
from leads.partner_map import reading as by_map

_FIELDS = tuple(QuarantineRow.model_fields)


def shown(row: QuarantinedIntake) -> QuarantineRow:
    return QuarantineRow.model_validate({name: getattr(row, name) for name in _FIELDS})


async def list_quarantined(
    reading: Reading, *, state: QuarantineState | None, limit: int, cursor: str | None
) -> Page[QuarantineRow]:
    marker = filter_hash(list="quarantine", state=state)
    rows = await repository.quarantine_rows(
        reading.session,
        reading.actor,
        state=state,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[QuarantineRow].of(
        rows, limit, item=shown, cursor=lambda row: encode_cursor([row.at, row.id], filter_hash=marker)
    )


async def quarantined_page(reading: Reading, row_id: UUID) -> QuarantineOut:
    """With the document as it came. Raises `QuarantineNotFound`."""
    row = await repository.quarantined(reading.session, reading.actor, row_id)
    raw = await repository.raw(reading.session, reading.actor, row.raw_intake_id) if row else None
    if row is None or raw is None:
        raise QuarantineNotFound
    body = body_of(reading, raw)
    text = _legible(raw, body) if body is not None else None
    names = await staff_names(reading.session, {row.closed_by} if row.closed_by else set())
    return QuarantineOut(
        **shown(row).model_dump(),
        draft=await _draft(reading, raw, body, row.position),
        media_type=raw.media_type,
        text=text,
        closed_at=row.closed_at,
        closed_by_name=names.get(row.closed_by) if row.closed_by else None,
    )


def _legible(raw: RawIntake, body: bytes) -> str:
    return readable(body) if raw.media_type == MAIL else body.decode("utf-8", "replace")


async def _draft(reading: Reading, raw: RawIntake, body: bytes | None, position: int) -> JsonLead:
    if raw.map_version is None or body is None:
        return draft_of(raw, body, position, reading.now)
    return await by_map.draft_of(reading, raw.sender_id, body, position)


def body_of(reading: Reading, raw: RawIntake) -> bytes | None:
    """The document as it came; None above the size cap or after its retention."""
    if raw.sealed is None:
        return None
    return base64.b64decode(reading.vault.open(raw.sealed, table=RAW_TABLE, column="sealed", row_id=raw.id))


async def close_quarantined(work: Work, row_id: UUID) -> QuarantineRow:
    """Somebody has looked at it. Raises `QuarantineClosed`."""
    row = await repository.quarantined(work.session, work.actor, row_id)
    if row is None:
        raise QuarantineNotFound
    if row.state == QuarantineState.CLOSED:
        raise QuarantineClosed
    settle(work, row, SettledAs.CLOSED, None)
    return shown(row)


def settle(work: Work, row: QuarantinedIntake, how: SettledAs, lead_id: UUID | None) -> None:
    """Dealt with: by whom, how, and what became of it."""
    row.state, row.closed_at, row.closed_by = QuarantineState.CLOSED, work.now, work.actor.staff_id
    row.settled_as, row.lead_id = how, lead_id
    work.emit(IntakeMoved(intake_id=row.id, store_id=row.store_id, state=row.state, reason=row.reason))


async def list_vendors(reading: Reading, partner_id: UUID) -> list[VendorLinkOut]:
    """Raises `PartnerUnknown`."""
    await _known_partner(reading, partner_id)
    rows = await repository.vendor_links(reading.session, reading.actor, partner_id)
    return [VendorLinkOut(vendor=row.vendor, store_id=row.store_id, store_name=row.store_name) for row in rows]


async def map_vendor(work: Work, partner_id: UUID, command: VendorLink) -> list[VendorLinkOut]:
    """From now on this vendor of the partner means that store. Raises `PartnerUnknown`, `StoreUnknown`."""
    await _known_partner(work, partner_id)
    store = await home_store(work, command.store_id)
    values = {
        "partner_id": partner_id,
        "vendor_key": vendor_key(command.vendor),
        "store_id": store.id,
        "vendor": command.vendor,
        "changed_at": work.now,
    }
    await repository.link_vendor(work.session, values)
    return await list_vendors(work, partner_id)


async def _known_partner(reading: Reading, partner_id: UUID) -> None:
    if await repository.partner(reading.session, reading.actor.group_id, partner_id) is None:
        raise PartnerUnknown
