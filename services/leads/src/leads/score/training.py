"""Training on a store's own closed leads, in a process of its own, never silent when they are too few."""

import asyncio
import hashlib
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.ids import new_id
from service_defaults.jobs import Timer
from service_defaults.work import Work
from sqlalchemy import Row

from leads.assessment import facts as gathering
from leads.assessment import repository as assessments
from leads.assessment.facts import Past, Store
from leads.lead.policy import Stage
from leads.score import fitting, repository, schedule
from leads.score.features import FEATURES, features
from leads.score.fitting import Case, Trained
from leads.score.models import ScoreModel, ScoreTraining
from leads.score.policy import card_of, rules_of

SEED = 20260310
MOST_CASES = 5000
_HELD = 0.25
_WON = frozenset({Stage.ORDERED, Stage.DELIVERED})


class TrainingOutcome(StrEnum):
    """`worse`: it would not have been better than the rules, which stay."""

    TOO_FEW = "too_few"
    WORSE = "worse"
    TRAINED = "trained"


async def next_due(session: ReadSession) -> datetime | None:
    return await repository.next_due(session)


async def fire(work: Work) -> None:
    training = await repository.lock_due(work.session, work.now)
    if training is None:
        return
    store = (await gathering.stores_of(work.session, {training.store_id}))[training.store_id]
    await _train(work, training, store)
    training.due_at = schedule.next_month(work.now, store.zone)
    training.last_at, training.asked_by = work.now, None


async def _train(work: Work, training: ScoreTraining, store: Store) -> None:
    rules = store.settings.score
    training.cases, training.won = await assessments.counted(work.session, store.id)
    lost = training.cases - training.won
    if training.cases < rules.needed_cases or min(training.won, lost) < rules.needed_of_each:
        training.outcome = TrainingOutcome.TOO_FEW
        return
    cases = await _cases(work, store)
    trained = await in_own_process(cases)
    work.session.add(_model(work, training, await repository.last_number(work.session, store.id) + 1, trained))
    training.outcome = TrainingOutcome.TRAINED if trained.accepted else TrainingOutcome.WORSE
    if trained.accepted:
        await assessments.assess_open(work.session, store.id, work.now)


async def in_own_process(cases: Sequence[Case]) -> Trained:
    """The requests go on meanwhile."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return await asyncio.get_running_loop().run_in_executor(pool, fitting.train, list(cases))


async def _cases(work: Work, store: Store) -> list[Case]:
    leads = await assessments.closed_leads(work.session, store.id, MOST_CASES)
    rules = rules_of(store.settings.score)
    found: list[Case] = []
    for start in range(0, len(leads), gathering.CHUNK):
        chunk = leads[start : start + gathering.CHUNK]
        pasts = await gathering.pasts_of(work.session, chunk, work.now)
        for lead in chunk:
            at = instant_of(lead, pasts[lead.id])
            values = features(gathering.history_of(lead, pasts[lead.id], store), at)
            found.append(
                Case(
                    values=tuple(values[code] for code in FEATURES),
                    rules=card_of(rules, values).probability,
                    won=int(lead.stage in _WON),
                    held=_share(lead.id, "held") < _HELD,
                )
            )
    return found


def instant_of(lead: Row[Any], past: Past) -> datetime:
    """Somewhere in the lead's life before it ended, always the same place: what was known then is what counts."""
    ends = [at for at, stage in past.stages if stage in (*_WON, Stage.LOST)]
    end = min(ends, default=lead.closed_at or lead.stage_at)
    life = max(end - lead.created_at, timedelta())
    at: datetime = lead.created_at + life * min(_share(lead.id, "instant"), 0.999)
    return at


def _share(lead_id: UUID, what: str) -> float:
    digest = hashlib.sha256(f"{SEED} {what} {lead_id}".encode()).digest()
    return int.from_bytes(digest[:8], "big") / 2**64


def _model(work: Work, training: ScoreTraining, number: int, trained: Trained) -> ScoreModel:
    weights = dict(zip(FEATURES, trained.weights[1:], strict=True))
    typical = dict(zip(FEATURES, trained.typical, strict=True))
    # The card counts from a typical lead: the intercept moves there.
    intercept = trained.weights[0] + sum(weights[code] * typical[code] for code in FEATURES)
    return ScoreModel(
        id=new_id(),
        store_id=training.store_id,
        number=number,
        trained_at=work.now,
        trained_by=training.asked_by,
        seed=SEED,
        accepted=trained.accepted,
        fitted=trained.fitted,
        held=trained.held,
        won=training.won,
        auc=trained.model.auc,
        brier=trained.model.brier,
        rules_auc=trained.rules.auc,
        rules_brier=trained.rules.brier,
        share_brier=trained.share_brier,
        intercept=intercept,
        weights=weights,
        typical=typical,
    )


TRAINING_TIMER = Timer("score_training", next_due=next_due, fire=fire)
