"""What is known of leads, gathered once for temperature and score."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.database import ReadSession
from sqlalchemy import Row

from leads.assessment import repository
from leads.behaviour import repository as behaviour
from leads.behaviour.policy import DayCount
from leads.follow_up.policy import Outcome, is_effective
from leads.score.features import History
from leads.score.policy import Method, Weights, rules_of
from leads.setting.schemas import LeadSettings

_LOOK_BACK = timedelta(days=120)
CHUNK = 500


@dataclass(frozen=True, slots=True)
class Store:
    """A store's rules at this moment. `model` names the trained model in use, if one is."""

    id: UUID
    zone: ZoneInfo
    settings: LeadSettings
    weights: Weights
    model_number: int | None
    scheduled: bool


@dataclass(slots=True)
class Past:
    """What happened on one lead and to its customer, in order of time."""

    contacts: list[tuple[datetime, bool]]
    levels: list[tuple[datetime, str]]
    stages: list[tuple[datetime, str]]
    visits: list[datetime]
    signals: list[tuple[datetime, str]]
    views: list[DayCount]


async def stores_of(session: ReadSession, store_ids: set[UUID]) -> dict[UUID, Store]:
    rows = await repository.stores(session, sorted(store_ids))
    return {store_id: _store(row) for store_id, row in rows.items()}


def _store(row: Row[Any]) -> Store:
    settings = LeadSettings.model_validate(row.chosen or {})
    trained = row.model_id is not None and settings.score.use_model
    weights = Weights(Method.MODEL, row.intercept, row.weights, row.typical) if trained else rules_of(settings.score)
    number = row.number if trained else None
    return Store(row.id, ZoneInfo(row.timezone), settings, weights, number, scheduled=row.training is not None)


async def pasts_of(session: ReadSession, leads: Sequence[Row[Any]], until: datetime) -> dict[UUID, Past]:
    """By lead. Two statements for any number of leads up to a chunk."""
    customers = {lead.customer_id for lead in leads}
    rows = await repository.happened(session, [lead.id for lead in leads], sorted(customers))
    watched = sorted({lead.customer_id for lead in leads if lead.seen_at is not None})
    views: dict[UUID, list[DayCount]] = {}
    if watched:
        since = min(lead.created_at for lead in leads) - _LOOK_BACK
        views = await behaviour.day_counts(session, watched, since, until)
    by_lead: dict[UUID, list[Row[Any]]] = defaultdict(list)
    by_customer: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.what in ("visit", "signal"):
            by_customer[row.customer_id].append(row)
        else:
            by_lead[row.lead_id].append(row)
    return {
        lead.id: _past(
            by_lead[lead.id],
            [row for row in by_customer[lead.customer_id] if row.at >= lead.created_at - timedelta(hours=1)],
            views.get(lead.customer_id, []),
        )
        for lead in leads
    }


def _past(own: Sequence[Row[Any]], customers: Sequence[Row[Any]], views: list[DayCount]) -> Past:
    return Past(
        contacts=[(row.at, is_effective(Outcome(row.detail))) for row in own if row.what == "contact"],
        levels=[(row.at, row.detail) for row in own if row.what == "level"],
        stages=[(row.at, row.detail) for row in own if row.what == "stage"],
        visits=[row.at for row in customers if row.what == "visit"],
        signals=[(row.at, row.detail) for row in customers if row.what == "signal"],
        views=views,
    )


def history_of(lead: Row[Any], past: Past, store: Store) -> History:
    windows = {level.code: level.window_days for level in store.settings.levels}
    return History(
        created_at=lead.created_at,
        channel=lead.channel,
        source=lead.source,
        trade_in=lead.trade_in,
        response_due_at=lead.response_due_at,
        first_response_at=lead.first_response_at,
        zone=store.zone,
        contacts=past.contacts,
        levels=[(at, windows.get(code)) for at, code in past.levels],
        stages=past.stages,
        visits=past.visits,
        views=past.views,
    )
