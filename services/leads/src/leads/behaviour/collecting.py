"""Taking views in: cheap, bounded, the same batch once."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from service_defaults.organisation import find_store
from service_defaults.store_settings import settings_of
from service_defaults.work import Work

from leads.behaviour import policy, repository
from leads.behaviour.errors import BeaconUnknown, KindNotHere, OriginNotAllowed
from leads.behaviour.limits import SITES, VISITORS
from leads.behaviour.policy import DOOR_KINDS, BehaviourKind, Door
from leads.behaviour.schemas import SocialInteraction, SocialInteractions, View, ViewBatch
from leads.intake.errors import SenderWithoutStore
from leads.setting.interest import BehaviourSettings
from leads.setting.schemas import LeadSettings

EVENTS_PER_VISITOR = 5000
"""Nobody looks at more; what goes beyond is answered and not kept."""
_SEEN_EVERY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """A door that somebody stands at."""

    id: UUID
    store_id: UUID
    door: Door
    origins: tuple[str, ...]
    rules: BehaviourSettings
    last_seen_at: datetime | None


async def site_door(work: Work, site_key: str, origin: str | None) -> OpenDoor:
    """Raises `BeaconUnknown`, `OriginNotAllowed`, `TooMany`."""
    opened = _opened(await repository.door(work.session, site_key=site_key))
    if origin is None or origin.casefold() not in opened.origins:
        raise OriginNotAllowed
    SITES.draw(opened.id)
    return opened


async def device_door(work: Work, device_key: str) -> OpenDoor:
    """Raises `BeaconUnknown`, `TooMany`."""
    opened = _opened(await repository.door(work.session, digest=digest_of(device_key)))
    SITES.draw(opened.id)
    return opened


def digest_of(device_key: str) -> bytes:
    return hashlib.sha256(device_key.encode("utf-8", "replace")).digest()


def _opened(row: Any) -> OpenDoor:
    if row is None:
        raise BeaconUnknown
    rules = LeadSettings.model_validate(row.chosen or {}).behaviour
    return OpenDoor(row.id, row.store_id, Door(row.door), tuple(row.origins), rules, row.last_seen_at)


def web_key(work: Work, store_id: UUID, visitor_id: str) -> bytes:
    """How a site's visitor is kept: nobody who reads the database can go back to the browser's id."""
    return work.vault.blind_index("visitor", visitor_id, scope=str(store_id))


def social_key(work: Work, store_id: UUID, partner_id: UUID | str, actor: str) -> bytes:
    return work.vault.blind_index("social", f"{partner_id} {actor}", scope=str(store_id))


async def take_views(work: Work, opened: OpenDoor, batch: ViewBatch) -> int:
    """Raises `KindNotHere`, `TooMany`. Answers how many were new."""
    _refuse_foreign_kinds(opened.door, [view.kind for view in batch.events])
    key = web_key(work, opened.store_id, batch.visitor)
    VISITORS.draw((opened.id, key))
    rows = [
        {"id": uuid5(opened.id, f"{key.hex()} {batch.batch} {place}"), **_view_row(work, opened, key, view)}
        for place, view in enumerate(batch.events)
    ]
    if opened.last_seen_at is None or work.now - opened.last_seen_at > _SEEN_EVERY:
        await repository.note_seen(work.session, opened.id, work.now)
    return await _append(work, opened.store_id, opened.rules, rows, batch.consent)


def _view_row(work: Work, opened: OpenDoor, key: bytes, view: View) -> dict[str, Any]:
    at = work.now - timedelta(milliseconds=view.ago_ms)
    return {
        "store_id": opened.store_id,
        "visitor_key": key,
        "site_id": opened.id,
        "door": opened.door,
        **view.model_dump(exclude={"ago_ms", "page"}),
        "page": policy.page_path(view.page) if view.page else None,
        "at": at,
    }


async def take_interactions(work: Work, command: SocialInteractions) -> int:
    """What a partner's platform reports, for its default store. Raises `KindNotHere`, `SenderWithoutStore`."""
    _refuse_foreign_kinds(Door.SOCIAL, [one.kind for one in command.interactions])
    store = await find_store(work.session, work.actor.store_id) if work.actor.store_id else None
    if store is None:
        raise SenderWithoutStore
    rules = (await settings_of(work.session, store.id, LeadSettings)).behaviour
    rows = [_social_row(work, store.id, one) for one in command.interactions]
    return await _append(work, store.id, rules, rows, "platform")


def _social_row(work: Work, store_id: UUID, one: SocialInteraction) -> dict[str, Any]:
    oldest = work.now - timedelta(days=30)
    at = work.now if one.at is None else min(max(one.at, oldest), work.now)
    return {
        "id": uuid5(UUID(work.actor.id), f"{store_id} {one.id}"),
        "store_id": store_id,
        "visitor_key": social_key(work, store_id, work.actor.id, one.actor),
        "site_id": None,
        "door": Door.SOCIAL,
        "kind": one.kind,
        "model": one.model,
        "trim": None,
        "topic": one.topic,
        "rival": None,
        "page": None,
        "seconds": None,
        "at": at,
    }


async def _append(
    work: Work, store_id: UUID, rules: BehaviourSettings, rows: Sequence[dict[str, Any]], wording: str
) -> int:
    loose = policy.end_of_day(work.now + timedelta(days=rules.loose_days))
    linked = policy.end_of_day(work.now + timedelta(days=rules.linked_days))
    counts = Counter(row["visitor_key"] for row in rows)
    visitors = [
        {
            "store_id": store_id,
            "visitor_key": key,
            "customer_id": None,
            "wording_version": wording,
            "events": count,
            "first_at": work.now,
            "last_at": work.now,
            "linked_at": None,
            "purge_at": loose,
        }
        for key, count in sorted(counts.items())
    ]
    met = await repository.meet_visitors(work.session, visitors)
    kept = []
    for row in rows:
        visitor = met[row["visitor_key"]]
        if visitor.events <= EVENTS_PER_VISITOR:
            purge_at = linked if visitor.customer_id else loose
            kept.append({**row, "customer_id": visitor.customer_id, "purge_at": purge_at})
    added = await repository.add_events(work.session, kept) if kept else 0
    people = {(visitor.customer_id, store_id) for visitor in met.values() if visitor.customer_id}
    if added and people:
        await repository.mark_dirty(work.session, list(people), work.now)
    return added


def _refuse_foreign_kinds(door: Door, kinds: Sequence[BehaviourKind]) -> None:
    for place, kind in enumerate(kinds):
        if kind not in DOOR_KINDS[door]:
            raise KindNotHere(kind=kind, pointer=f"/events/{place}/kind")
