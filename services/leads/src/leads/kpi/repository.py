"""Counting facts and opening them: one statement per fact, however many numbers, months or groups are asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.identity import Principal, Scope
from service_defaults.organisation import StaffRef, StoreRef, TeamRef
from service_defaults.paging import keyset
from service_defaults.scope import scope_condition
from sqlalchemy import ColumnElement, Row, Select, String, case, cast, func, literal, or_, select, union_all

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.kpi import fact_repository as facts
from leads.kpi.fact_repository import COMMON, Period
from leads.kpi.loss_repository import losses
from leads.kpi.policy import Dimension, Fact, Part
from leads.lead.models import Lead, StageChange
from leads.lead.policy import ROAD, Stage
from leads.level.models import LevelSnapshot, MonthSnapshot
from leads.row_repository import all_rows, select_rows

GROUP_LIMIT = 200
SOURCES: dict[Fact, Callable[[Principal, Period], Select[Any]]] = {
    Fact.VISIT: facts.visits,
    Fact.PROSPECT: facts.prospects,
    Fact.LEAD: facts.created_leads,
    Fact.CONTACT: facts.contacts,
    Fact.DRIVE: facts.drives,
    Fact.ORDER: facts.orders,
    Fact.LOSS: losses,
}
_COLUMNS = {
    Dimension.SIDE: "side",
    Dimension.STORE: "store_id",
    Dimension.TEAM: "team_id",
    Dimension.ADVISER: "adviser_id",
    Dimension.SOURCE: "source",
    Dimension.MODEL: "model",
    Dimension.LEVEL: "level",
}


_CHOOSES = ("side", "team_id", "adviser_id", "source", "model", "level")


@dataclass(frozen=True, slots=True)
class Cut:
    """Which rows of a fact: None does not choose. `nobody` wants the rows where that dimension is empty."""

    side: str | None = None
    team_id: UUID | None = None
    adviser_id: UUID | None = None
    source: str | None = None
    model: str | None = None
    level: str | None = None
    nobody: Dimension | None = None


def _chosen(columns: Any, actor: Principal, cut: Cut) -> list[ColumnElement[bool]]:
    named = {name: getattr(cut, name) for name in _CHOOSES}
    chosen = [columns[name] == value for name, value in named.items() if value is not None]
    if cut.nobody is not None:
        chosen.append(func.coalesce(cast(columns[_COLUMNS[cut.nobody]], String), "") == "")
    if actor.scope is Scope.OWN:
        chosen.append(columns.adviser_id == actor.staff_id)
    elif actor.scope is Scope.TEAM:
        chosen.append(or_(columns.team_id.in_(actor.team_ids), columns.adviser_id == actor.staff_id))
    return chosen


def _flagged(columns: Any, part: Part) -> ColumnElement[bool]:
    return or_(*(columns[flag] for flag in part.flags))


async def counts(
    session: ReadSession,
    actor: Principal,
    fact: Fact,
    periods: Sequence[Period],
    parts: Sequence[Part],
    *,
    cut: Cut,
    by: Dimension | None,
) -> Sequence[Row[Any]]:
    """One row per period and group with a column per part; a group that nobody is in has no row."""
    selects = [_count(actor, fact, period, parts, cut, by) for period in periods]
    if len(selects) == 1:
        return await all_rows(session, selects[0])
    return await all_rows(session, union_all(*selects))


def _count(  # noqa: PLR0917 - the pieces of one SELECT
    actor: Principal, fact: Fact, period: Period, parts: Sequence[Part], cut: Cut, by: Dimension | None
) -> Select[Any]:
    rows = SOURCES[fact](actor, period).subquery("fact")
    group = cast(rows.c[_COLUMNS[by]], String) if by else literal("")
    measured = [func.count().filter(_flagged(rows.c, part)).label(part.key) for part in parts]
    statement = select_rows(
        literal(period.month).label("month"),
        cast(literal(str(period.store_id)), String).label("store"),
        func.coalesce(group, "").label("group"),
        *measured,
    ).where(*_chosen(rows.c, actor, cut))
    return statement.group_by(group).limit(GROUP_LIMIT) if by else statement


async def rows(
    session: ReadSession,
    actor: Principal,
    period: Period,
    part: Part,
    *,
    cut: Cut,
    after: Sequence[Any] | None,
    limit: int,
) -> Sequence[Row[Any]]:
    """The rows that a part counts, newest first, by the same predicate."""
    fact = SOURCES[part.fact](actor, period).subquery("fact")
    statement = (
        select_rows(
            *(fact.c[name] for name in COMMON),
            SHOWN_NAME,
            SHOWN_MOBILE,
            StaffRef.name.label("adviser_name"),
            Lead.stage,
            *(fact.c[flag].label(f"has_{flag}") for flag in part.flags),
        )
        .select_from(fact)
        .outerjoin(Customer, Customer.id == fact.c.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == fact.c.adviser_id)
        .outerjoin(Lead, Lead.id == fact.c.lead_id)
        .where(_flagged(fact.c, part), *_chosen(fact.c, actor, cut))
    )
    order = [(fact.c["at"], "desc"), (fact.c.row_id, "desc")]
    return await all_rows(session, keyset(statement, order, after).limit(limit + 1))


async def frozen_months(session: ReadSession, periods: Sequence[Period]) -> set[tuple[UUID, Any]]:
    """Which of the periods have their snapshot."""
    stores, months = {p.store_id for p in periods}, {p.month for p in periods}
    statement = select_rows(MonthSnapshot.store_id, MonthSnapshot.month).where(
        MonthSnapshot.store_id.in_(stores), MonthSnapshot.month.in_(months)
    )
    return {(row.store_id, row.month) for row in await all_rows(session, statement)}


async def carried_levels(session: ReadSession, actor: Principal, period: Period) -> Mapping[str, int]:
    """Prospects left over at the month's start, per level of then."""
    statement = select_rows(LevelSnapshot.level, func.count().label("leads")).where(
        scope_condition(LevelSnapshot, actor),
        LevelSnapshot.store_id == period.store_id,
        LevelSnapshot.month == period.month,
        LevelSnapshot.family == "buying",
        LevelSnapshot.live,
    )
    return {row.level: row.leads for row in await all_rows(session, statement.group_by(LevelSnapshot.level))}


async def funnel(session: ReadSession, actor: Principal, period: Period, cut: Cut) -> Sequence[Row[Any]]:
    """Per stage of the road: how many of the month's leads came that far, and how many of them were lost there."""
    places = {stage.value: place for place, stage in enumerate(ROAD)}
    fact = SOURCES[Fact.LEAD](actor, period).subquery("fact")
    reached = func.coalesce(func.max(case(places, value=StageChange.new)), 0)
    statement = (
        select_rows(fact.c.row_id, reached.label("place"))
        .select_from(fact)
        .outerjoin(StageChange, StageChange.lead_id == fact.c.row_id)
        .where(*_chosen(fact.c, actor, cut))
        .group_by(fact.c.row_id)
    )
    each = statement.subquery("each")
    stage = select_rows(Lead.id, Lead.stage, Lead.family).subquery("lead")
    totals = (
        select_rows(
            each.c.place,
            func.count().label("leads"),
            func.count().filter(stage.c.stage == Stage.LOST.value).label("lost"),
        )
        .select_from(each.join(stage, stage.c.id == each.c.row_id))
        .where(stage.c.family == "buying")
    )
    return await all_rows(session, totals.group_by(each.c.place).order_by(each.c.place))


async def stores_of(session: ReadSession, ids: Sequence[UUID]) -> list[StoreRef]:
    return list((await session.scalars(select(StoreRef).where(StoreRef.id.in_(ids)).order_by(StoreRef.id))).all())


async def names(session: ReadSession, by: Dimension, ids: set[UUID]) -> dict[str, str]:
    """What to call the groups of a breakdown."""
    models: dict[Dimension, Any] = {Dimension.ADVISER: StaffRef, Dimension.TEAM: TeamRef, Dimension.STORE: StoreRef}
    model = models.get(by)
    if model is None or not ids:
        return {}
    found = await session.execute(select(model.id, model.name).where(model.id.in_(ids)))
    return {str(row.id): row.name for row in found}
