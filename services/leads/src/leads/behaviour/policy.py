"""What a view is, and what many of them say about somebody. Pure."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

MODELS_SHOWN = 8
TOPICS_SHOWN = 12


class BehaviourKind(StrEnum):
    SITE_VIEW = "site_view"
    MODEL_VIEW = "model_view"
    CONFIGURATOR_CHANGE = "configurator_change"
    PRICE_INQUIRY = "price_inquiry"
    COMPARE = "compare"
    CONTENT_CLICK = "content_click"
    VIDEO_WATCH = "video_watch"
    SHOWROOM_DEVICE_VIEW = "showroom_device_view"
    SOCIAL_FOLLOW = "social_follow"
    SOCIAL_COMMENT = "social_comment"
    SOCIAL_SHARE = "social_share"


class Door(StrEnum):
    """Where behaviour comes in."""

    SITE = "site"
    DEVICE = "device"
    SOCIAL = "social"


_SITE = frozenset(
    {
        BehaviourKind.SITE_VIEW,
        BehaviourKind.MODEL_VIEW,
        BehaviourKind.CONFIGURATOR_CHANGE,
        BehaviourKind.PRICE_INQUIRY,
        BehaviourKind.COMPARE,
        BehaviourKind.CONTENT_CLICK,
        BehaviourKind.VIDEO_WATCH,
    }
)
DOOR_KINDS: dict[Door, frozenset[BehaviourKind]] = {
    Door.SITE: _SITE,
    Door.DEVICE: frozenset(
        {
            BehaviourKind.SHOWROOM_DEVICE_VIEW,
            BehaviourKind.CONFIGURATOR_CHANGE,
            BehaviourKind.PRICE_INQUIRY,
            BehaviourKind.COMPARE,
        }
    ),
    Door.SOCIAL: frozenset(
        {
            BehaviourKind.SOCIAL_FOLLOW,
            BehaviourKind.SOCIAL_COMMENT,
            BehaviourKind.SOCIAL_SHARE,
            BehaviourKind.CONTENT_CLICK,
            BehaviourKind.VIDEO_WATCH,
        }
    ),
}
CLICKS = frozenset({BehaviourKind.CONTENT_CLICK, BehaviourKind.VIDEO_WATCH})
_OF_MODELS = frozenset(BehaviourKind) - {BehaviourKind.SITE_VIEW, BehaviourKind.SOCIAL_FOLLOW}


def same_name(text: str) -> str:
    """How names of models are compared: without width, case and double blanks."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip().casefold()


def page_path(address: str) -> str:
    """Where a page is, without query and fragment: those may carry what somebody typed."""
    try:
        path = urlsplit(address).path
    except ValueError:
        return "/"
    return (path if path.startswith("/") else f"/{path}")[:200]


def is_origin(text: str) -> bool:
    """Scheme and host, perhaps a port: what a browser sends as Origin."""
    try:
        site = urlsplit(text)
        port = site.port
    except ValueError:
        return False
    plain = not (site.path or site.query or site.fragment or site.username or site.password)
    return site.scheme in ("https", "http") and bool(site.hostname) and plain and (port is None or 0 < port < 65536)


def end_of_day(instant: datetime) -> datetime:
    """The next midnight UTC: rows that go on one day go together."""
    return (instant + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often somebody did one thing on one local day."""

    day: date
    kind: str
    model: str | None
    topic: str | None
    rival: str | None
    count: int
    first_at: datetime
    last_at: datetime

    @property
    def model_key(self) -> str | None:
        return same_name(self.model) if self.model and self.kind in _OF_MODELS else None


@dataclass(frozen=True, slots=True)
class Streak:
    """Days in a row on one model, the last of them today or yesterday."""

    model: str
    days: int
    last_day: date


@dataclass(frozen=True, slots=True)
class Profile:
    """What somebody is interested in, strongest first."""

    models: list[dict[str, Any]] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    rivals: list[dict[str, Any]] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    active_days: int = 0
    first_at: datetime | None = None
    last_at: datetime | None = None
    streak: Streak | None = None


def profile_of(rows: Sequence[DayCount], today: date) -> Profile:
    if not rows:
        return Profile()
    kinds: Counter[str] = Counter()
    for row in rows:
        kinds[row.kind] += row.count
    return Profile(
        models=_models(rows),
        topics=_named((row.topic, row) for row in rows),
        rivals=_named((row.rival, row) for row in rows),
        kinds=dict(kinds.most_common()),
        active_days=len({row.day for row in rows}),
        first_at=min(row.first_at for row in rows),
        last_at=max(row.last_at for row in rows),
        streak=longest_streak(rows, today),
    )


def _models(rows: Sequence[DayCount]) -> list[dict[str, Any]]:
    grouped: dict[str, list[DayCount]] = defaultdict(list)
    for row in rows:
        if row.model_key:
            grouped[row.model_key].append(row)
    found = [
        {
            "model": max(group, key=lambda row: row.last_at).model,
            "views": sum(row.count for row in group),
            "days": len({row.day for row in group}),
            "price_views": sum(row.count for row in group if row.kind == BehaviourKind.PRICE_INQUIRY),
            "last_at": max(row.last_at for row in group).isoformat(),
        }
        for group in grouped.values()
    ]
    return sorted(found, key=lambda one: (one["days"], one["views"], one["last_at"]), reverse=True)[:MODELS_SHOWN]


def _named(pairs: Iterable[tuple[str | None, DayCount]]) -> list[dict[str, Any]]:
    grouped: dict[str, list[DayCount]] = defaultdict(list)
    shown: dict[str, str] = {}
    for name, row in pairs:
        if name:
            grouped[same_name(name)].append(row)
            shown.setdefault(same_name(name), name)
    found = [
        {
            "name": shown[key],
            "views": sum(row.count for row in group),
            "last_at": max(row.last_at for row in group).isoformat(),
        }
        for key, group in grouped.items()
    ]
    return sorted(found, key=lambda one: (one["views"], one["last_at"]), reverse=True)[:TOPICS_SHOWN]


def longest_streak(rows: Sequence[DayCount], today: date) -> Streak | None:
    """The longest run of days on one model that has not broken off: it reaches today or yesterday."""
    days: dict[str, set[date]] = defaultdict(set)
    names: dict[str, str] = {}
    for row in rows:
        if row.model_key and row.model:
            days[row.model_key].add(row.day)
            names[row.model_key] = row.model
    best: Streak | None = None
    for key, seen in sorted(days.items()):
        last = max((day for day in seen if day <= today), default=None)
        if last is None or today - last > timedelta(days=1):
            continue
        run = 1
        while last - timedelta(days=run) in seen:
            run += 1
        if best is None or run > best.days:
            best = Streak(names[key], run, last)
    return best
