"""Explaining a score, and what a store's scores rest on."""

from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.work import Reading, Work

from leads.assessment import facts as gathering
from leads.assessment import repository as assessments
from leads.customer.service import home_store
from leads.lead import service as lead_service
from leads.lead.policy import Stage
from leads.score import repository, schedule
from leads.score.features import FEATURES, features
from leads.score.models import ScoreModel
from leads.score.policy import card_of
from leads.score.schemas import EffectOut, FactorOut, ScoreModelRow, ScoreOut, ScoreStanding
from leads.score.training import TrainingOutcome

_MODELS = 24


async def explain_score(reading: Reading, lead_id: UUID) -> ScoreOut:
    """As of now, with everything that counts. Raises `LeadNotFound`."""
    lead = await lead_service.get_lead(reading, lead_id)
    store = (await gathering.stores_of(reading.session, {lead.store_id}))[lead.store_id]
    row = await assessments.one_lead(reading.session, lead.id)
    pasts = await gathering.pasts_of(reading.session, [row], reading.now)
    card = card_of(store.weights, features(gathering.history_of(row, pasts[lead.id], store), reading.now))
    scored = lead.is_open and lead.family == "buying" and lead.stage != Stage.ORDERED
    cases, _ = await assessments.counted(reading.session, lead.store_id)
    return ScoreOut(
        lead_id=lead.id,
        score=card.score if scored else None,
        method=store.weights.method,
        model_number=store.model_number,
        needed=store.settings.score.needed_cases,
        cases=cases,
        effects=[
            EffectOut(code=one.code, value=one.value, typical=round(one.typical, 3), points=round(one.points, 1))
            for one in card.effects
        ],
    )


async def score_standing(reading: Reading, store_id: UUID | None) -> ScoreStanding:
    """Raises `StoreUnknown`."""
    home = await home_store(reading, store_id)
    store = (await gathering.stores_of(reading.session, {home.id}))[home.id]
    training = await repository.training_of(reading.session, home.id)
    models = await repository.models(reading.session, reading.actor, home.id, _MODELS)
    cases, won = await assessments.counted(reading.session, home.id)
    names = await staff_names(reading.session, {model.trained_by for model in models if model.trained_by})
    weights = store.weights
    factors = [
        FactorOut(
            code=code, points=round(weights.weights[code] * 10, 1), typical=round(weights.typical.get(code, 0.0), 3)
        )
        for code in sorted(FEATURES, key=lambda code: -abs(weights.weights[code]))
    ]
    return ScoreStanding(
        method=weights.method,
        cases=cases,
        won=won,
        needed=store.settings.score.needed_cases,
        needed_of_each=store.settings.score.needed_of_each,
        next_at=training.due_at if training else None,
        last_at=training.last_at if training else None,
        outcome=TrainingOutcome(training.outcome) if training and training.outcome else None,
        factors=factors,
        models=[_row(model, names, store.model_number) for model in models],
    )


def _row(model: ScoreModel, names: dict[UUID, str], used: int | None) -> ScoreModelRow:
    computed = {
        "trained_by_name": names.get(model.trained_by) if model.trained_by else None,
        "in_use": model.number == used,
    }
    plain = {name: getattr(model, name) for name in ScoreModelRow.model_fields if name not in computed}
    return ScoreModelRow.model_validate({**plain, **computed})


async def train_now(work: Work, store_id: UUID | None) -> None:
    """The worker does it as soon as it can. Raises `StoreUnknown`."""
    home = await home_store(work, store_id)
    await schedule.ask(work, home.id)


async def assess_again(work: Work, store_id: UUID | None) -> None:
    """The rules have changed: every open lead of the store is looked at again. Raises `StoreUnknown`."""
    home = await home_store(work, store_id)
    await assessments.assess_open(work.session, home.id, work.now)
