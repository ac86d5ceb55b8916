"""Who sends, for which stores, and what this very document became before."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.identity import Kind
from service_defaults.work import Work
from sqlalchemy import Row

from leads.intake import repository
from leads.intake.errors import SenderWithoutStore
from leads.intake.models import RawIntake
from leads.intake.policy import REPLAY_DAYS, vendor_key
from leads.setting.schemas import LeadSettings


@dataclass(frozen=True, slots=True)
class Document:
    """What was received, as bytes; `body` is None above the size cap. `digest` is SHA-256 in hex."""

    media_type: str
    charset: str | None
    body: bytes | None
    size: int
    digest: str

    @classmethod
    def of(cls, body: bytes, media_type: str, charset: str | None = None) -> "Document":
        return cls(media_type, charset, body, len(body), hashlib.sha256(body).hexdigest())


@dataclass(frozen=True, slots=True)
class Sender:
    """`default` is the store that takes what names no vendor."""

    id: str
    name: str
    partner_id: UUID | None
    source: str | None
    default: UUID
    region: str
    timezone: ZoneInfo
    mapped: dict[str, UUID]
    named: dict[str, UUID]
    before: list[dict[str, Any]] | None
    retention: timedelta


async def sender_of(work: Work, document: Document) -> Sender:
    """One statement. Raises `SenderWithoutStore`."""
    actor = work.actor
    partner_id = UUID(actor.id) if actor.kind is Kind.PARTNER else None
    rows = await repository.sender_rows(
        work.session,
        partner_id=partner_id,
        sender_id=actor.id,
        store_ids=actor.store_ids,
        digest=document.digest,
        since=work.now - timedelta(days=REPLAY_DAYS),
    )
    return _sender(rows, actor.store_ids, sender_id=actor.id, name=actor.name, partner_id=partner_id)


async def sender_of_raw(work: Work, raw: RawIntake) -> Sender:
    """Who sent a document that is looked at again; it goes to the store that keeps it. Raises `SenderWithoutStore`."""
    partner = await repository.partner_of_sender(work.session, raw.sender_id)
    rows = await repository.sender_rows(
        work.session,
        partner_id=partner,
        sender_id=raw.sender_id,
        store_ids=[raw.store_id],
        digest="",
        since=work.now,
    )
    return _sender(rows, [raw.store_id], sender_id=raw.sender_id, name=raw.sender_name, partner_id=partner)


def _sender(
    rows: Sequence[Row[Any]], store_ids: Sequence[UUID], *, sender_id: str, name: str, partner_id: UUID | None
) -> Sender:
    stores = {row.id: row for row in rows}
    default = next((stores[store_id] for store_id in store_ids if store_id in stores), None)
    if default is None:
        raise SenderWithoutStore
    vendors = {key: UUID(store_id) for key, store_id in (default.vendors or {}).items()}
    return Sender(
        id=sender_id,
        name=default.partner_name or name,
        partner_id=partner_id,
        source=default.partner_source,
        default=default.id,
        region=default.region,
        timezone=ZoneInfo(default.timezone),
        mapped={key: store_id for key, store_id in vendors.items() if store_id in stores},
        named={vendor_key(row.name): row.id for row in rows},
        before=default.before,
        retention=timedelta(days=LeadSettings.model_validate(default.chosen or {}).intake.raw_retention_days),
    )


def fingerprint(body: object) -> bytes:
    """The bytes of a JSON body, the same whatever the order of its fields."""
    return json.dumps(body, sort_keys=True, ensure_ascii=False, default=str).encode()
