"""Numbers of a store's month: cards, breakdowns, trends, and the rows behind each."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.organisation import StoreRef
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.customer import service as customers
from leads.kpi import policy, repository
from leads.kpi.dictionary import BY_ID, KPIS
from leads.kpi.errors import KpiUnknown, NoDenominator
from leads.kpi.fact_repository import Period
from leads.kpi.policy import Dimension, Kpi, Part, PartName, Side
from leads.kpi.repository import Cut
from leads.kpi.schemas import (
    Funnel,
    FunnelStage,
    KpiBoard,
    KpiBreakdown,
    KpiCard,
    KpiGroup,
    KpiMonth,
    KpiRow,
    KpiSide,
    KpiTrend,
    KpiValue,
)
from leads.lead.policy import ROAD
from leads.level.months import Month, month_at, month_span, months_up_to, starts_at
from leads.setting.schemas import LeadSettings

STORES_AT_ONCE = 40
Counted = dict[tuple[object, str, str], dict[str, int]]
"""(month, store, group) → part key → rows."""


def kpi_of(code: str) -> Kpi:
    """Raises `KpiUnknown`."""
    kpi = BY_ID.get(code)
    if kpi is None:
        raise KpiUnknown
    return kpi


def read_month(text: str | None, now: datetime, store: StoreRef) -> Month:
    """The month asked for, else the store's present one."""
    if text is None:
        return month_at(now, ZoneInfo(store.timezone))
    return Month(int(text[:4]), int(text[5:]))


async def _period(reading: Reading, store: StoreRef, month: Month, rules: LeadSettings) -> Period:
    zone = ZoneInfo(store.timezone)
    start, end = month_span(month, zone)
    return Period(
        store_id=store.id,
        month=month.first,
        timezone=store.timezone,
        start=start,
        end=end,
        now=reading.now,
        today=starts_at(reading.today(zone), zone),
        greet_seconds=rules.greeting.within_seconds,
    )


async def _counted(
    reading: Reading, periods: Sequence[Period], parts: Sequence[Part], *, cut: Cut, by: Dimension | None
) -> Counted:
    """One statement per fact that the parts stand on."""
    counted: Counted = {}
    for fact in dict.fromkeys(part.fact for part in parts):
        mine = list(dict.fromkeys(part for part in parts if part.fact is fact))
        found = await repository.counts(reading.session, reading.actor, fact, periods, mine, cut=cut, by=by)
        for row in found:
            entry = counted.setdefault((row.month, row.store, row.group), {})
            entry.update({f"{fact}:{part.key}": getattr(row, part.key) for part in mine})
    return counted


def _value(kpi: Kpi, counts: dict[str, int], *, frozen: bool) -> KpiValue:
    above = counts.get(f"{kpi.numerator.fact}:{kpi.numerator.key}", 0)
    below = kpi.denominator
    under = counts.get(f"{below.fact}:{below.key}", 0) if below else None
    value = policy.value_of(kpi, above, under) if frozen or not kpi.carries else None
    return KpiValue(value=value, numerator=above, denominator=under)


def _summed(counts: Sequence[dict[str, int]]) -> dict[str, int]:
    keys = {key for one in counts for key in one}
    return {key: sum(one.get(key, 0) for one in counts) for key in keys}


def _parts(kpis: Sequence[Kpi]) -> list[Part]:
    return [part for kpi in kpis for part in kpi.parts]


async def kpi_board(reading: Reading, *, store_id: UUID | None, month: str | None, cut: Cut) -> KpiBoard:
    """Every number of a month beside the month before; a statement per fact whatever the number of cards."""
    store = await customers.home_store(reading, store_id)
    rules = await settings_of(reading.session, store.id, LeadSettings)
    this = read_month(month, reading.now, store)
    periods = [await _period(reading, store, one, rules) for one in (this, this.before())]
    counted = await _counted(reading, periods, _parts(KPIS), cut=cut, by=Dimension.SIDE)
    frozen = await repository.frozen_months(reading.session, periods)
    has = [(store.id, period.month) in frozen for period in periods]
    sides = {side: counted.get((this.first, str(store.id), side), {}) for side in Side}
    before = _summed([counted.get((this.before().first, str(store.id), side), {}) for side in Side])
    carried = await repository.carried_levels(reading.session, reading.actor, periods[0]) if has[0] else None
    return KpiBoard(
        store_id=store.id,
        month=str(this),
        previous_month=str(this.before()),
        is_current=this == read_month(None, reading.now, store),
        kpis=[_card(kpi, sides, before, has, rules) for kpi in KPIS],
        carried=dict(carried) if carried is not None else None,
    )


def _card(
    kpi: Kpi, sides: dict[Side, dict[str, int]], before: dict[str, int], frozen: list[bool], rules: LeadSettings
) -> KpiCard:
    now = _value(kpi, _summed(list(sides.values())), frozen=frozen[0])
    line = rules.numbers.target_of(kpi.id)
    return KpiCard(
        **now.model_dump(),
        id=kpi.id,
        zh=kpi.zh,
        en=kpi.en,
        formula_zh=kpi.formula_zh,
        formula_en=kpi.formula_en,
        unit=kpi.unit,
        higher_is_better=kpi.higher_is_better,
        previous=_value(kpi, before, frozen=frozen[1]),
        sides=[
            KpiSide(**_value(kpi, counts, frozen=frozen[0]).model_dump(), side=side) for side, counts in sides.items()
        ],
        target=line.target,
        warn=line.warn,
        standing=policy.standing(kpi, now.value, line),
        snapshot_missing=kpi.carries and not frozen[0],
    )


async def kpi_breakdown(
    reading: Reading, code: str, *, by: Dimension, store_id: UUID | None, month: str | None, cut: Cut
) -> KpiBreakdown:
    """A number by store, team, adviser, source, model, level or side; the most rows first. Raises `KpiUnknown`."""
    kpi = kpi_of(code)
    store = await customers.home_store(reading, store_id)
    rules = await settings_of(reading.session, store.id, LeadSettings)
    this = read_month(month, reading.now, store)
    stores = await _stores(reading) if by is Dimension.STORE else [store]
    periods = [await _period(reading, one, this, rules) for one in stores]
    frozen = await repository.frozen_months(reading.session, periods)
    counted = await _counted(reading, periods, kpi.parts, cut=cut, by=by)
    line = rules.numbers.target_of(kpi.id)
    groups = []
    for (_, holder, key), counts in counted.items():
        value = _value(kpi, counts, frozen=(UUID(holder), this.first) in frozen)
        groups.append(
            KpiGroup(**value.model_dump(), key=key, name=None, standing=policy.standing(kpi, value.value, line))
        )
    groups = [group for group in groups if group.numerator or group.denominator]
    groups.sort(key=lambda group: (-(group.denominator or group.numerator), -group.numerator, group.key))
    called = await repository.names(reading.session, by, _ids(by, groups))
    named = [group.model_copy(update={"name": called.get(group.key)}) for group in groups]
    return KpiBreakdown(kpi=kpi.id, by=by, month=str(this), groups=named)


def _ids(by: Dimension, groups: Sequence[KpiGroup]) -> set[UUID]:
    named = by in (Dimension.ADVISER, Dimension.TEAM, Dimension.STORE)
    return {UUID(group.key) for group in groups if group.key} if named else set()


async def _stores(reading: Reading) -> list[StoreRef]:
    reach = sorted(await customers.stores_in_reach(reading))[:STORES_AT_ONCE]
    return await repository.stores_of(reading.session, reach)


async def kpi_trend(
    reading: Reading, code: str, *, store_id: UUID | None, month: str | None, months: int, cut: Cut
) -> KpiTrend:
    """A number over the months up to one of them. Raises `KpiUnknown`."""
    kpi = kpi_of(code)
    store = await customers.home_store(reading, store_id)
    rules = await settings_of(reading.session, store.id, LeadSettings)
    current = read_month(None, reading.now, store)
    wanted = list(months_up_to(read_month(month, reading.now, store), months))
    periods = [await _period(reading, store, one, rules) for one in wanted]
    frozen = await repository.frozen_months(reading.session, periods)
    counted = await _counted(reading, periods, kpi.parts, cut=cut, by=None)
    line: list[KpiMonth] = []
    for one in wanted:
        has = (store.id, one.first) in frozen
        value = _value(kpi, counted.get((one.first, str(store.id), ""), {}), frozen=has)
        line.append(
            KpiMonth(
                **value.model_dump(),
                month=str(one),
                is_current=one == current,
                snapshot_missing=kpi.carries and not has,
            )
        )
    return KpiTrend(kpi=kpi.id, months=line, average=_average(line))


def _average(months: Sequence[KpiMonth]) -> Decimal | None:
    # An empty month before the store began would pull a count's average down.
    past = [month.value for month in months if not month.is_current and (month.numerator or month.denominator)]
    return policy.average(past)


async def kpi_rows(
    reading: Reading,
    code: str,
    part: PartName,
    *,
    store_id: UUID | None,
    month: str | None,
    cut: Cut,
    limit: int,
    cursor: str | None,
) -> Page[KpiRow]:
    """The rows that a number counts above or below the line. Raises `KpiUnknown`, `NoDenominator`."""
    kpi = kpi_of(code)
    chosen = kpi.part(part)
    if chosen is None:
        raise NoDenominator(pointer="/part")
    store = await customers.home_store(reading, store_id)
    rules = await settings_of(reading.session, store.id, LeadSettings)
    this = read_month(month, reading.now, store)
    period = await _period(reading, store, this, rules)
    marker = filter_hash(list="kpi", kpi=code, part=part, store=store.id, month=str(this), cut=repr(cut))
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.rows(reading.session, reading.actor, period, chosen, cut=cut, after=after, limit=limit)
    return Page[KpiRow].of(
        rows,
        limit,
        item=lambda row: _row(row, chosen),
        cursor=lambda row: encode_cursor([row.at, row.row_id], filter_hash=marker),
    )


def _row(row: Row[Any], part: Part) -> KpiRow:
    plain = {name: getattr(row, name) for name in KpiRow.model_fields if name not in ("id", "fact", "because")}
    because = [flag for flag in part.flags if getattr(row, f"has_{flag}")]
    return KpiRow.model_validate({**plain, "id": row.row_id, "fact": part.fact, "because": because})


async def sales_funnel(reading: Reading, *, store_id: UUID | None, month: str | None, cut: Cut) -> Funnel:
    """How far the buying leads that came in during a month have come by now, and where they were lost."""
    store = await customers.home_store(reading, store_id)
    rules = await settings_of(reading.session, store.id, LeadSettings)
    this = read_month(month, reading.now, store)
    period = await _period(reading, store, this, rules)
    found = {row.place: row for row in await repository.funnel(reading.session, reading.actor, period, cut)}
    total = sum(row.leads for row in found.values())
    stages: list[FunnelStage] = []
    for place, stage in enumerate(ROAD):
        reached = sum(row.leads for at, row in found.items() if at >= place)
        lost = found[place].lost if place in found else 0
        stages.append(FunnelStage(stage=stage, reached=reached, lost=lost, share=policy.ratio(reached, total)))
    return Funnel(month=str(this), stages=stages)
