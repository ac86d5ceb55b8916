"""What customers look at becomes a profile, and signals."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.database import ReadSession
from service_defaults.jobs import Timer
from service_defaults.organisation import StoreRef, find_store
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading, Work

from leads.behaviour import policy, repository
from leads.behaviour.models import InterestProfile
from leads.behaviour.policy import Profile
from leads.behaviour.schemas import InterestOut, RecentView, StreakOut
from leads.customer import service as customers
from leads.setting.schemas import LeadSettings
from leads.signal import policy as signal_policy
from leads.signal import service as signals

CHUNK = 100
RECENT = 30
_NAMES = ("models", "topics", "rivals", "kinds", "active_days", "first_at", "last_at")


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_dirty(session)


async def fire(work: Work) -> None:
    """Profiles with news, store by store: one look at the views, then the profile and its signals."""
    profiles = await repository.lock_dirty(work.session, work.now, CHUNK)
    for store_id in sorted({profile.store_id for profile in profiles}):
        await _refresh(work, store_id, [profile for profile in profiles if profile.store_id == store_id])


async def _refresh(work: Work, store_id: UUID, profiles: Sequence[InterestProfile]) -> None:
    store = await find_store(work.session, store_id)
    rules = (await settings_of(work.session, store_id, LeadSettings)).behaviour
    today = _today(work, store)
    since = work.now - timedelta(days=rules.profile_days)
    ids = [profile.customer_id for profile in profiles]
    # Business time may stand a little behind what a batch's own clock said.
    counts = await repository.day_counts(work.session, ids, since, work.now + timedelta(minutes=5))
    leads = await repository.open_leads(work.session, ids)
    found: list[signals.Raised] = []
    for profile in profiles:
        rows = counts.get(profile.customer_id, [])
        _write(profile, policy.profile_of(rows, today))
        lead = leads.get(profile.customer_id)
        seen = signal_policy.behaviour_signals(rows, today, rules.signals)
        found += [signals.Raised.of(profile.customer_id, store_id, lead, one) for one in seen]
    await signals.raise_signals(work, found, rules.signals)


def _today(reading: Reading, store: StoreRef | None) -> date:
    return reading.today(ZoneInfo(store.timezone if store else "UTC"))


def _write(profile: InterestProfile, seen: Profile) -> None:
    for name in _NAMES:
        setattr(profile, name, getattr(seen, name))
    profile.streak = {"model": seen.streak.model, "days": seen.streak.days} if seen.streak else None
    profile.dirty_at = None


async def get_interest(reading: Reading, customer_id: UUID) -> InterestOut:
    """Raises `CustomerNotFound`."""
    customer = await customers.get_customer(reading, customer_id)
    standing = await repository.standing(reading.session, customer.id)
    profile = await repository.profile(reading.session, reading.actor, customer.id)
    recent = await repository.recent(reading.session, reading.actor, customer.id, RECENT) if profile else []
    plain: dict[str, Any] = {name: getattr(profile, name) for name in _NAMES} if profile else _nothing()
    return InterestOut(
        agreed=standing.agreed,
        visitors=standing.visitors,
        streak=StreakOut.model_validate(profile.streak) if profile and profile.streak else None,
        recent=[RecentView.model_validate(row, from_attributes=True) for row in recent],
        **plain,
    )


def _nothing() -> dict[str, Any]:
    empty = Profile()
    return {name: getattr(empty, name) for name in _NAMES}


async def purge_due(session: ReadSession) -> datetime | None:
    return await repository.next_purge(session)


async def purge(work: Work) -> None:
    """Views of strangers after a month, of customers after a year: the store chooses."""
    await repository.purge(work.session, work.now, 2000)


INTEREST_TIMER = Timer("interest_profile", next_due=next_due, fire=fire)
BEHAVIOUR_RETENTION_TIMER = Timer("behaviour_retention", next_due=purge_due, fire=purge)
