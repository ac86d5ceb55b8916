"""Merging the services' timelines into one life, page by page, losing and repeating nothing."""

import base64
import heapq
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple, Self
from uuid import UUID

from pydantic import BaseModel, ValidationError
from service_defaults.timeline import TimelineItem


class Place(BaseModel):
    """How far one service's timeline was read: the page, and the last line of it that was shown."""

    cursor: str | None = None
    at: datetime | None = None
    id: UUID | None = None
    done: bool = False

    def shows(self, item: TimelineItem) -> bool:
        """Whether a line of this page is still to come."""
        if self.at is None or self.id is None:
            return True
        return (item.at, item.id.int) < (self.at, self.id.int)


class Places(BaseModel):
    """The composite cursor."""

    services: dict[str, Place]

    @classmethod
    def start(cls, names: Sequence[str]) -> Self:
        return cls(services={name: Place() for name in names})

    def encode(self) -> str:
        raw = self.model_dump_json(exclude_defaults=True).encode()
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    @classmethod
    def decode(cls, text: str, names: Sequence[str]) -> Self:
        """ValueError for anything that `encode` did not make for these services."""
        try:
            raw = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
            places = cls.model_validate(raw)
        except (ValidationError, ValueError) as error:
            raise ValueError("not a cursor of this list") from error
        if set(places.services) - set(names):
            raise ValueError("not a cursor of this list")
        return cls(services={name: places.services.get(name, Place()) for name in names})


class Part(NamedTuple):
    """One service's page, as it was asked for with its place's cursor."""

    items: Sequence[TimelineItem]
    next_cursor: str | None


def merge(parts: Mapping[str, Part], places: Places, limit: int) -> tuple[list[tuple[str, TimelineItem]], Places]:
    """At most `limit` lines, newest first, and the places behind them. Services without a part keep their place.

    Where a service's page runs out though it has more, the merged page ends there: what follows may be newer elsewhere.
    """
    waiting = {name: [item for item in part.items if places.services[name].shows(item)] for name, part in parts.items()}
    heap = [(_order(items[0]), name, 0) for name, items in waiting.items() if items]
    heapq.heapify(heap)
    shown: list[tuple[str, TimelineItem]] = []
    taken = dict.fromkeys(waiting, 0)
    blocked = any(not items and parts[name].next_cursor for name, items in waiting.items())
    while heap and len(shown) < limit and not blocked:
        _, name, index = heapq.heappop(heap)
        shown.append((name, waiting[name][index]))
        taken[name] = index + 1
        if index + 1 < len(waiting[name]):
            heapq.heappush(heap, (_order(waiting[name][index + 1]), name, index + 1))
        else:
            blocked = parts[name].next_cursor is not None
    return shown, _behind(parts, places, waiting, taken)


def _behind(
    parts: Mapping[str, Part],
    places: Places,
    waiting: Mapping[str, list[TimelineItem]],
    taken: Mapping[str, int],
) -> Places:
    behind = dict(places.services)
    for name, part in parts.items():
        count = taken[name]
        if count == len(waiting[name]):
            behind[name] = Place(cursor=part.next_cursor, done=part.next_cursor is None)
        elif count:
            last = waiting[name][count - 1]
            behind[name] = places.services[name].model_copy(update={"at": last.at, "id": last.id})
    return Places(services=behind)


def _order(item: TimelineItem) -> tuple[float, int]:
    return -item.at.timestamp(), -item.id.int
