"""The assessment: leads whose facts changed or whose time ran out get their temperature and score, in due order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.jobs import Timer
from service_defaults.work import Work
from sqlalchemy import Row

from leads.assessment import facts as gathering
from leads.assessment import repository
from leads.assessment.facts import Past, Store
from leads.behaviour.policy import CLICKS
from leads.lead.policy import CLOSED, Stage
from leads.score import schedule
from leads.score.features import features, last_answer, next_change
from leads.score.policy import Card, card_of
from leads.setting.interest import Layer, SignalKind
from leads.signal import service as signals
from leads.signal.policy import Found
from leads.signal.service import Raised
from leads.temperature import history
from leads.temperature.policy import Facts, Reason, Standing, Verdict, judge

CHUNK = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came out for one lead."""

    lead: Any
    verdict: Verdict
    before: Standing | None
    card: Card | None
    next_at: datetime | None


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_due(session)


async def fire(work: Work) -> None:
    leads = await repository.lock_due(work.session, work.now, CHUNK)
    if not leads:
        return
    stores = await gathering.stores_of(work.session, {lead.store_id for lead in leads})
    pasts = await gathering.pasts_of(work.session, leads, work.now)
    outcomes = [assess(work.now, lead, pasts[lead.id], stores[lead.store_id]) for lead in leads]
    await repository.write(work.session, [{"lead_id": one.lead.id, **computed(one)} for one in outcomes])
    await _keep(work, outcomes)
    for store_id, store in stores.items():
        mine = [one for one in outcomes if one.lead.store_id == store_id]
        await signals.raise_signals(work, _signals(mine), store.settings.behaviour.signals)
        if not store.scheduled:
            await schedule.first(work, store_id, store.zone)


def assess(now: datetime, lead: Any, past: Past, store: Store) -> Outcome:
    """`lead` is a row of `repository.lock_due`, or looks like one."""
    before = None
    if lead.layer is not None:
        before = Standing(Layer(lead.layer), lead.since, lead.reason, lead.reminded)
    life = gathering.history_of(lead, past, store)
    if lead.family == "selling" and before is not None:
        # A customer who buys as well is judged by that; a wish to sell moves nobody.
        verdict = Verdict(before, moved=False, next_at=None)
    else:
        answered = max([last_answer(life, now), *(row.last_at for row in past.views)])
        verdict = judge(_facts(now, lead, past, store, answered), before, store.settings.temperature)
    scored = lead.is_open and lead.family == "buying" and lead.stage != Stage.ORDERED
    card = card_of(store.weights, features(life, now)) if scored else None
    changes = [verdict.next_at, next_change(life, now) if scored else None]
    next_at = min((at for at in changes if at is not None), default=None) if lead.is_open else None
    return Outcome(lead, verdict, before, card, next_at)


def _facts(now: datetime, lead: Row[Any], past: Past, store: Store, answered: datetime) -> Facts:
    rules = store.settings.temperature
    return Facts(
        now=now,
        vip=lead.lifecycle in rules.vip_lifecycles or bool(set(lead.tags) & set(rules.vip_tags)),
        open=lead.is_open,
        ordered=lead.stage == Stage.ORDERED,
        inquiry_at=max([lead.created_at, *([lead.touched_at] if lead.touched_at else []), *past.visits]),
        answer_at=max(answered, lead.touched_at or answered),
        progress_at=max(
            [*past.visits, *(at for at, stage in past.stages if stage not in CLOSED)],
            default=None,
        ),
        heat=tuple(_heat(lead, past, store)),
        clicks=tuple(row.last_at for row in past.views if row.kind in CLICKS for _ in range(row.count)),
    )


def _heat(lead: Row[Any], past: Past, store: Store) -> list[tuple[datetime, str]]:
    rules = store.settings.temperature
    found = [(at, stage) for at, stage in past.stages if stage in rules.hot_from_stages]
    found += [(at, kind) for at, kind in past.signals if kind in rules.hot_from_signals]
    level = store.settings.level(lead.level)
    if level is not None and level.hot:
        spoken = [at for at, spoke in past.contacts if spoke and at >= lead.level_at]
        found.append((max([lead.level_at, *spoken]), Reason.HOT_LEVEL))
    return found


def computed(one: Outcome) -> dict[str, Any]:
    """The columns of a lead that the assessment writes."""
    reasons = one.card.reasons if one.card else ()
    return {
        "temperature": one.verdict.standing.layer.value,
        "score": one.card.score if one.card else None,
        "score_reasons": [
            {"code": reason.code, "value": reason.value, "points": round(reason.points, 1)} for reason in reasons
        ],
        "assess_at": one.next_at,
    }


async def _keep(work: Work, outcomes: Sequence[Outcome]) -> None:
    """The last word about each customer of this chunk, where something is different."""
    changed = {one.lead.customer_id: one for one in outcomes if one.before != one.verdict.standing}
    if not changed:
        return
    rows = [
        standing_row(customer_id, one.lead.store_id, one.verdict.standing)
        for customer_id, one in sorted(changed.items())
    ]
    await repository.keep_standings(work.session, rows)
    for one in changed.values():
        if one.verdict.moved:
            old = one.before.layer if one.before else Layer.WARM
            history.note_move(work, one.lead, old, one.verdict.standing)


def standing_row(customer_id: UUID, store_id: UUID, standing: Standing) -> dict[str, Any]:
    return {
        "customer_id": customer_id,
        "store_id": store_id,
        "layer": standing.layer.value,
        "since": standing.since,
        "reason": str(standing.reason),
        "reminded": standing.reminded,
        "screened_at": None,
        "screening": None,
    }


def _signals(outcomes: Sequence[Outcome]) -> list[Raised]:
    found: list[Raised] = []
    for one in outcomes:
        lead = one.lead
        if one.verdict.remind:
            found.append(Raised.of(lead.customer_id, lead.store_id, lead, Found(SignalKind.HOT_WITHOUT_PROGRESS)))
        if one.verdict.ask:
            found.append(Raised.of(lead.customer_id, lead.store_id, lead, Found(SignalKind.HOT_COOLED)))
    return found


ASSESSMENT_TIMER = Timer("lead_assessment", next_due=next_due, fire=fire)
