"""The facts behind every number: one SELECT each, with the same columns and a flag per thing that is counted.

A count is the rows with a flag, a list is those very rows: they cannot disagree.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from service_defaults.identity import Principal
from service_defaults.organisation import StaffRef, StoreRef
from service_defaults.scope import scope_condition
from sqlalchemy import ColumnElement, Date, Select, and_, case, cast, exists, false, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from leads.customer.models import Customer
from leads.follow_up.models import FollowUp
from leads.kpi.policy import SIDES, Side
from leads.lead.models import Lead, StageChange
from leads.lead.policy import Family, Stage
from leads.level.models import LevelSnapshot
from leads.order.models import Order
from leads.order.policy import LIVE
from leads.row_repository import select_rows
from leads.test_drive.models import TestDrive
from leads.vehicle.models import CarModel
from leads.visit.models import Visit
from leads.visit.policy import BUYING, VisitKind

RECENT = timedelta(days=90)
IN_THE_HOUSE = frozenset({Stage.VISITED, Stage.TEST_DRIVEN, Stage.ORDERED, Stage.DELIVERED})


@dataclass(frozen=True, slots=True)
class Period:
    """A store's month. `today` is the first instant of the present day, `greet_seconds` the store's limit."""

    store_id: UUID
    month: date
    timezone: str
    start: datetime
    end: datetime
    now: datetime
    today: datetime
    greet_seconds: int


def side_of(channel: Any, otherwise: Side = Side.OTHER) -> ColumnElement[str]:
    groups: dict[Side, list[str]] = {}
    for code, side in SIDES.items():
        groups.setdefault(side, []).append(code)
    whens = [(channel.in_(codes), literal(side.value)) for side, codes in groups.items()]
    return case(*whens, (channel.is_(None), literal(otherwise.value)), else_=literal(Side.OTHER.value))


def model_of(wanted: Any, store_id: UUID) -> Any:
    """The catalogue's series that somebody's own words name, else those words."""
    group = select(StoreRef.group_id).where(StoreRef.id == store_id).scalar_subquery()
    series = (
        select(CarModel.series)
        .where(CarModel.group_id == group, func.strpos(func.upper(wanted), func.upper(CarModel.series)) > 0)
        .order_by(func.length(CarModel.series).desc(), CarModel.series)
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(series, wanted)


def team() -> tuple[Any, Any]:
    holder = aliased(StaffRef)
    return holder, holder.team_id.label("team_id")


def _day(column: Any, period: Period) -> Any:
    return cast(func.timezone(period.timezone, column), Date)


def within(column: Any, period: Period) -> ColumnElement[bool]:
    return and_(column >= period.start, column < period.end)


def visits(actor: Principal, period: Period) -> Select[Any]:
    """Showroom arrivals of the month; of somebody's several on one day the one about buying counts."""
    inner = _arrivals(actor, period).subquery("arrival")
    c = inner.c
    counts = c.place == 1
    intent = and_(counts, c.buying)
    known = c.customer_id.is_not(None)
    registered = and_(intent, known, c.first_time)
    first = and_(intent, or_(~known, c.first_time))
    again = aliased(Visit)
    came_again = exists().where(
        again.customer_id == c.customer_id,
        again.store_id == period.store_id,
        again.kind == VisitKind.SHOWROOM.value,
        again.purpose.in_(BUYING),
        again.arrived_at < period.end,
        _day(again.arrived_at, period) > _day(c.at, period),
    )
    ordered = exists().where(Order.lead_id == c.lead_id, within(Order.ordered_at, period))
    return select_rows(
        *(c[name] for name in COMMON),
        counts.label("traffic"),
        first.label("first"),
        and_(registered, ~c.on_file).label("captured_first"),
        and_(registered, c.on_file).label("carded_first"),
        and_(intent, ~known).label("uncaptured"),
        and_(intent, known, ~c.first_time).label("revisit"),
        and_(counts, ~c.buying).label("non_intent"),
        and_(first, func.coalesce(c.carded_at < period.end, false())).label("first_carded"),
        and_(counts, c.greeted).label("greeted_in_time"),
        and_(registered, came_again).label("came_again"),
        and_(registered, ~c.on_file, ordered).label("first_ordered"),
        and_(intent, known, ~c.first_time, ordered).label("revisit_ordered"),
        and_(registered, c.on_file, ordered).label("invited_ordered"),
    )


def _arrivals(actor: Principal, period: Period) -> Select[Any]:
    holder, team_id = team()
    buying = Visit.purpose.in_(BUYING)
    person = func.coalesce(Visit.customer_id, Visit.id)
    limit = timedelta(seconds=period.greet_seconds)
    place = func.row_number().over(
        partition_by=(person, _day(Visit.arrived_at, period)), order_by=(buying.desc(), Visit.arrived_at, Visit.id)
    )
    wanted = func.coalesce(Lead.wanted_model, func.nullif(Visit.wanted, ""), "")
    return (
        select_rows(
            Visit.id.label("row_id"),
            Visit.arrived_at.label("at"),
            Visit.store_id.label("store_id"),
            Visit.customer_id.label("customer_id"),
            Visit.lead_id.label("lead_id"),
            Visit.assignee_id.label("adviser_id"),
            team_id,
            func.coalesce(Lead.source, "walk_in").label("source"),
            model_of(wanted, period.store_id).label("model"),
            side_of(Lead.channel, Side.SHOWROOM).label("side"),
            func.coalesce(Lead.level, "").label("level"),
            place.label("place"),
            buying.label("buying"),
            Visit.first_time,
            func.coalesce(Customer.created_at < Visit.arrived_at, false()).label("on_file"),
            Lead.carded_at,
            func.coalesce(Visit.greeted_at <= Visit.arrived_at + limit, false()).label("greeted"),
        )
        .outerjoin(Lead, Lead.id == Visit.lead_id)
        .outerjoin(Customer, Customer.id == Visit.customer_id)
        .outerjoin(holder, holder.id == Visit.assignee_id)
        .where(
            scope_condition(Visit, actor),
            Visit.store_id == period.store_id,
            Visit.kind == VisitKind.SHOWROOM.value,
            within(Visit.arrived_at, period),
        )
    )


def _base(period: Period) -> Any:
    carried = select_rows(
        LevelSnapshot.lead_id, LevelSnapshot.assignee_id, LevelSnapshot.level, true().label("carried")
    ).where(
        LevelSnapshot.store_id == period.store_id,
        LevelSnapshot.month == period.month,
        LevelSnapshot.live,
        LevelSnapshot.family == Family.BUYING.value,
    )
    fresh = select_rows(Lead.id, Lead.assignee_id, Lead.level, false()).where(
        Lead.store_id == period.store_id, Lead.family == Family.BUYING.value, within(Lead.carded_at, period)
    )
    return carried.union_all(fresh).subquery("base")


def prospects(actor: Principal, period: Period) -> Select[Any]:
    """本月建卡 + 月初遗留潜客: the frozen snapshot's live prospects, and the leads that became cards since."""
    base = _base(period)
    holder, team_id = team()
    ordered = Lead.id.in_(
        select(Order.lead_id).where(Order.store_id == period.store_id, within(Order.ordered_at, period))
    )
    lost = Lead.id.in_(
        select(StageChange.lead_id).where(
            StageChange.store_id == period.store_id,
            StageChange.new == Stage.LOST.value,
            within(StageChange.at, period),
        )
    )
    recent = and_(base.c.carried, func.coalesce(Lead.carded_at >= period.start - RECENT, false()))
    return (
        select_rows(
            *_of_lead(period, base.c.assignee_id, team_id, base.c.level),
            base.c.carried.label("carried"),
            (~base.c.carried).label("fresh"),
            ordered.label("ordered"),
            lost.label("lost"),
            and_(base.c.carried, ordered).label("carried_ordered"),
            and_(~base.c.carried, ordered).label("fresh_ordered"),
            recent.label("recent"),
            and_(recent, ordered).label("recent_ordered"),
        )
        .select_from(base)
        .join(Lead, Lead.id == base.c.lead_id)
        .outerjoin(holder, holder.id == base.c.assignee_id)
        # A lead that was live before it became a card counts once, as the card.
        .where(
            scope_condition(Lead, actor),
            or_(~base.c.carried, Lead.carded_at.is_(None), Lead.carded_at < period.start),
        )
    )


def _of_lead(period: Period, adviser_id: Any, team_id: Any, level: Any, at: Any = Lead.created_at) -> list[Any]:
    return [
        Lead.id.label("row_id"),
        at.label("at"),
        Lead.store_id.label("store_id"),
        Lead.customer_id.label("customer_id"),
        Lead.id.label("lead_id"),
        adviser_id.label("adviser_id"),
        team_id,
        Lead.source.label("source"),
        model_of(func.coalesce(Lead.wanted_model, ""), period.store_id).label("model"),
        side_of(Lead.channel).label("side"),
        level.label("level"),
    ]


def created_leads(actor: Principal, period: Period) -> Select[Any]:
    """Leads that came in during the month, with their response clock."""
    holder, team_id = team()
    due = and_(
        Lead.response_due_at.is_not(None),
        or_(Lead.first_response_at.is_not(None), Lead.response_due_at <= period.now),
    )
    in_time = and_(due, func.coalesce(Lead.first_response_at <= Lead.response_due_at, false()))
    return (
        select_rows(
            *_of_lead(period, Lead.assignee_id, team_id, Lead.level),
            true().label("created"),
            due.label("answer_due"),
            in_time.label("answered_in_time"),
            *_fate(period),
        )
        .outerjoin(holder, holder.id == Lead.assignee_id)
        .where(scope_condition(Lead, actor), Lead.store_id == period.store_id, within(Lead.created_at, period))
    )


def _fate(period: Period) -> list[Any]:
    """What became of a lead by now; of DCC leads also whether they became a card, and if not, why."""
    arrived = exists().where(StageChange.lead_id == Lead.id, StageChange.new.in_(sorted(IN_THE_HOUSE)))
    sold = exists().where(Order.lead_id == Lead.id)
    valid = Lead.stage != Stage.INVALID.value
    dcc = and_(side_of(Lead.channel) == Side.DCC.value, Lead.family == Family.BUYING.value)
    card = Lead.carded_at.is_not(None)
    known = exists().where(Customer.id == Lead.customer_id, Customer.created_at < Lead.created_at)
    return [
        valid.label("valid"),
        and_(valid, or_(Lead.stage.in_(sorted(IN_THE_HOUSE)), arrived)).label("arrived"),
        and_(valid, sold).label("sold"),
        and_(dcc, card).label("dcc_card"),
        and_(dcc, ~card, ~valid).label("dcc_void"),
        and_(dcc, ~card, valid, known).label("dcc_known"),
    ]


def contacts(actor: Principal, period: Period) -> Select[Any]:
    """Planned contacts of the month: those made, and those whose day ended without one."""
    made = select_rows(
        FollowUp.id.label("row_id"),
        FollowUp.planned_at.label("at"),
        FollowUp.lead_id.label("lead_id"),
        (_day(FollowUp.at, period) <= _day(FollowUp.planned_at, period)).label("in_time"),
    ).where(FollowUp.store_id == period.store_id, within(FollowUp.planned_at, period))
    waiting = select_rows(Lead.id, Lead.next_contact_at, Lead.id, false()).where(
        Lead.store_id == period.store_id,
        Lead.is_open,
        within(Lead.next_contact_at, period),
        Lead.next_contact_at < period.today,
    )
    task = made.union_all(waiting).subquery("task")
    holder, team_id = team()
    columns = _of_lead(period, Lead.assignee_id, team_id, Lead.level, at=task.c.at)
    return (
        select_rows(task.c.row_id.label("row_id"), *columns[1:], true().label("due"), task.c.in_time.label("in_time"))
        .select_from(task)
        .join(Lead, Lead.id == task.c.lead_id)
        .outerjoin(holder, holder.id == Lead.assignee_id)
        .where(scope_condition(Lead, actor))
    )


def drives(actor: Principal, period: Period) -> Select[Any]:
    """Test drives finished in the month, counted for the adviser of the lead."""
    adviser = func.coalesce(Lead.assignee_id, TestDrive.assignee_id)
    holder, team_id = team()
    signed = exists().where(
        Order.lead_id == TestDrive.lead_id, Order.ordered_at >= TestDrive.finished_at, Order.ordered_at < period.end
    )
    return (
        select_rows(
            TestDrive.id.label("row_id"),
            TestDrive.finished_at.label("at"),
            TestDrive.store_id.label("store_id"),
            TestDrive.customer_id.label("customer_id"),
            TestDrive.lead_id.label("lead_id"),
            adviser.label("adviser_id"),
            team_id,
            func.coalesce(Lead.source, "other").label("source"),
            model_of(func.coalesce(Lead.wanted_model, ""), period.store_id).label("model"),
            side_of(Lead.channel, Side.SHOWROOM).label("side"),
            func.coalesce(Lead.level, "").label("level"),
            true().label("driven"),
            signed.label("signed"),
        )
        .outerjoin(Lead, Lead.id == TestDrive.lead_id)
        .outerjoin(holder, holder.id == adviser)
        .where(
            scope_condition(TestDrive, actor),
            TestDrive.store_id == period.store_id,
            within(TestDrive.finished_at, period),
        )
    )


def _with() -> list[tuple[str, ColumnElement[bool]]]:
    """What was sold together with a car, and to whom."""
    referred = exists().where(Customer.id == Order.customer_id, Customer.referrer_customer_id.is_not(None))
    return [
        ("trade_in", Order.trade_in_fen > 0),
        ("loan", Order.loan_principal_fen > 0),
        ("insured", Order.terms["commercial_insurance_fen"].as_integer() > 0),
        ("referred", referred),
    ]


def orders(actor: Principal, period: Period) -> Select[Any]:
    """本月下订 + 月初遗留订单: orders that were alive at some instant of the month."""
    holder, team_id = team()
    fresh = within(Order.ordered_at, period)
    cancelled, delivered = within(Order.cancelled_at, period), within(Order.delivered_at, period)
    reserve = and_(
        or_(Order.delivered_at.is_(None), Order.delivered_at >= period.end),
        or_(Order.cancelled_at.is_(None), Order.cancelled_at >= period.end),
    )
    alive = or_(
        fresh,
        Order.status.in_(sorted(LIVE)),
        Order.delivered_at >= period.start,
        Order.cancelled_at >= period.start,
    )
    return (
        select_rows(
            Order.id.label("row_id"),
            Order.ordered_at.label("at"),
            Order.store_id.label("store_id"),
            Order.customer_id.label("customer_id"),
            Order.lead_id.label("lead_id"),
            Order.assignee_id.label("adviser_id"),
            team_id,
            func.coalesce(Lead.source, "other").label("source"),
            CarModel.series.label("model"),
            side_of(Lead.channel, Side.SHOWROOM).label("side"),
            func.coalesce(Lead.level, "").label("level"),
            fresh.label("ordered"),
            (~fresh).label("carried"),
            func.coalesce(cancelled, false()).label("cancelled"),
            func.coalesce(delivered, false()).label("delivered"),
            reserve.label("reserve"),
            *(func.coalesce(and_(delivered, found), false()).label(f"delivered_{name}") for name, found in _with()),
        )
        .join(CarModel, CarModel.id == Order.model_id)
        .outerjoin(Lead, Lead.id == Order.lead_id)
        .outerjoin(holder, holder.id == Order.assignee_id)
        .where(scope_condition(Order, actor), Order.store_id == period.store_id, Order.ordered_at < period.end, alive)
    )


COMMON = (
    "row_id",
    "at",
    "store_id",
    "customer_id",
    "lead_id",
    "adviser_id",
    "team_id",
    "source",
    "model",
    "side",
    "level",
)
