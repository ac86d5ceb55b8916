"""Use cases of levels: choosing a scheme, looking at what months started with."""

from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.store_settings import choose_settings, settings_of, settings_with_version
from service_defaults.work import Reading, Work

from leads.customer.service import home_store
from leads.level import repository
from leads.level.errors import LevelInUse, RegradingIncomplete
from leads.level.months import month_at
from leads.level.schemas import (
    LevelSchemeChanged,
    LevelSchemeChoice,
    LevelSchemeOut,
    LevelSchemes,
    MonthSnapshotOut,
)
from leads.setting.levels import REGRADING, SCHEMES
from leads.setting.schemas import LeadSettings, LeadSettingsOut

SNAPSHOT_MONTHS = 13


async def level_schemes(reading: Reading, store_id: UUID | None) -> LevelSchemes:
    """The ready-made schemes, and how many open leads each present level has."""
    store = await home_store(reading, store_id)
    present = await settings_of(reading.session, store.id, LeadSettings)
    codes = {level.code for level in present.levels}
    schemes = [
        LevelSchemeOut(
            scheme=scheme,
            levels=list(levels),
            regrading={old: new for old, new in REGRADING[scheme].items() if old in codes},
        )
        for scheme, levels in SCHEMES.items()
    ]
    return LevelSchemes(schemes=schemes, used=await repository.level_use(reading.session, store.id))


async def choose_scheme(
    work: Work, command: LevelSchemeChoice, expected: int, store_id: UUID | None
) -> LevelSchemeChanged:
    """Replace the levels and regrade the store's leads with it. Raises `RegradingIncomplete`, `PreconditionFailed`."""
    store = await home_store(work, store_id)
    present, _ = await settings_with_version(work.session, store.id, LeadSettings)
    codes = {level.code for level in SCHEMES[command.scheme]}
    changes = {old: new for old, new in command.regrading.items() if old != new}
    used = set(await repository.level_use(work.session, store.id))
    unmapped = sorted((used - codes - changes.keys()) | (set(changes.values()) - codes))
    if unmapped:
        raise RegradingIncomplete(levels=", ".join(unmapped), pointer="/regrading")
    chosen = present.model_copy(update={"levels": SCHEMES[command.scheme]})
    version = await choose_settings(work, store.id, chosen, expected)
    actor_id, reason = work.actor.staff_id, f"scheme:{command.scheme}"
    count = (
        await repository.regrade(work.session, store.id, changes, at=work.now, actor_id=actor_id, reason=reason)
        if changes
        else 0
    )
    told = LeadSettingsOut.model_validate({**chosen.model_dump(), "store_id": store.id, "version": version})
    return LevelSchemeChanged(settings=told, regraded=count)


async def refuse_used_levels(work: Work, store_id: UUID, chosen: LeadSettings) -> None:
    """Raises `LevelInUse` when a level would vanish under open leads."""
    present = await settings_of(work.session, store_id, LeadSettings)
    gone = {level.code for level in present.levels} - {level.code for level in chosen.levels}
    if not gone:
        return
    used = gone & (await repository.level_use(work.session, store_id)).keys()
    if used:
        raise LevelInUse(levels=", ".join(sorted(used)), pointer="/levels")


async def month_snapshots(reading: Reading, store_id: UUID | None) -> list[MonthSnapshotOut]:
    """The last thirteen months, newest first."""
    store = await home_store(reading, store_id)
    since = month_at(reading.now, ZoneInfo(store.timezone)).before(SNAPSHOT_MONTHS - 1)
    months: dict[object, MonthSnapshotOut] = {}
    for row in await repository.snapshot_counts(reading.session, store.id, since.first):
        entry = months.setdefault(
            row.month, MonthSnapshotOut(month=row.month, frozen_at=row.frozen_at, levels={}, total=0)
        )
        entry.total += row.leads or 0
        if row.level is not None:
            entry.levels[row.level] = row.leads
    return sorted(months.values(), key=lambda entry: entry.month, reverse=True)
