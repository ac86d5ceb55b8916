"""Which questions to ask, and keeping what was answered."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from uuid import UUID

from service_defaults.database import ReadSession
from service_defaults.errors import Conflict
from service_defaults.work import Reading, Work

from aftersales.questionnaire import repository
from aftersales.questionnaire.errors import UnknownQuestionnaire, refusal_of
from aftersales.questionnaire.models import QuestionnaireAnswer, QuestionnaireResponse
from aftersales.questionnaire.policy import Answer, Findings, Questionnaire, faults_of, findings_of
from aftersales.questionnaire.schemas import QuestionnaireOut, QuestionnairePublish
from aftersales.setting.service import StoreRules, visible_store


class PublishedMeanwhile(Conflict):
    code = "questionnaire_published_meanwhile"
    zh = "该问卷刚刚发布了新版本，请刷新后再试"
    en = "A new version was published meanwhile; reload and try again"


@cache
def built_in() -> Mapping[str, Questionnaire]:
    """Version 1 of every questionnaire, for stores that published none of their own."""
    raw = files("aftersales.questionnaire").joinpath("defaults.json").read_text(encoding="utf-8")
    return {each.code: each for each in (Questionnaire.model_validate(item) for item in json.loads(raw))}


async def current(session: ReadSession, store_id: UUID, code: str) -> Questionnaire:
    """The version to ask now. Raises `UnknownQuestionnaire`."""
    row = await repository.latest(session, store_id, code)
    if row is not None:
        return Questionnaire.model_validate(row.body)
    if code not in built_in():
        raise UnknownQuestionnaire
    return built_in()[code]


async def as_asked(session: ReadSession, store_id: UUID, code: str, number: int) -> Questionnaire:
    """The version that was answered then. Raises `UnknownQuestionnaire`."""
    row = await repository.version(session, store_id, code, number)
    if row is not None:
        return Questionnaire.model_validate(row.body)
    known = built_in().get(code)
    if known is None or known.version != number:
        raise UnknownQuestionnaire
    return known


async def listed(reading: Reading, store_id: UUID | None) -> list[QuestionnaireOut]:
    chosen = await visible_store(reading, store_id)
    own = {
        row.code: Questionnaire.model_validate(row.body) for row in await repository.all_latest(reading.session, chosen)
    }
    everything = {**built_in(), **own}
    return [QuestionnaireOut(**dict(everything[code])) for code in sorted(everything)]


async def publish(work: Work, store_id: UUID | None, code: str, body: QuestionnairePublish) -> QuestionnaireOut:
    """The store's next version of a code. Raises `PublishedMeanwhile` when two publish at once."""
    chosen = await visible_store(work, store_id)
    before = await repository.latest(work.session, chosen, code)
    number = before.version + 1 if before else 2
    questionnaire = Questionnaire(code=code, version=number, **dict(body))
    row: dict[str, object] = {
        "store_id": chosen,
        "code": code,
        "version": number,
        "body": questionnaire.model_dump(mode="json"),
        "published_at": work.now,
        "published_by": work.actor.staff_id,
    }
    if not await repository.claim_version(work.session, row):
        raise PublishedMeanwhile
    return QuestionnaireOut(**dict(questionnaire))


async def keep_answers(
    work: Work,
    rules: StoreRules,
    response: QuestionnaireResponse,
    answers: Sequence[Answer],
) -> tuple[Questionnaire, Findings]:
    """Check the answers, store them under the prepared response, and say what they mean. Raises `Invalid`."""
    questionnaire = await current(work.session, response.store_id, response.code)
    for fault in faults_of(questionnaire, answers):
        raise refusal_of(fault)
    findings = findings_of(questionnaire, answers, low_score=rules.settings.low_score)
    response.version_no = questionnaire.version
    response.satisfaction = findings.satisfaction
    response.lowest_score = findings.lowest_score
    response.recommend_score = findings.recommend_score
    work.session.add(response)
    for place, answer in enumerate(answers):
        work.session.add(QuestionnaireAnswer(response_id=response.id, place=place, **dict(answer)))
    return questionnaire, findings
