"""The monthly call-back report 回访月报: due, carried out, successful, and what people answered."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, StringConstraints
from service_defaults.work import Reading

from aftersales.care_task import report_repository
from aftersales.care_task.policy import net_promoter_score, rate
from aftersales.care_task.report_repository import AnswerCount
from aftersales.dates import add_months
from aftersales.questionnaire.policy import Purpose, Question, QuestionKind
from aftersales.questionnaire.service import listed as current_questionnaires
from aftersales.setting.service import own_rules

Month = Annotated[str, StringConstraints(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$")]


class KindCount(BaseModel):
    kind: str
    due: int
    implemented: int
    successful: int


class QuestionSummary(BaseModel):
    """`shares` counts the options of a choice; `low` the answers that are bad enough to act on."""

    questionnaire: str
    question: str
    zh: str
    en: str
    kind: str
    answers: int
    average: float | None
    yes: int | None
    low: int
    shares: dict[str, int]


class NeedCount(BaseModel):
    need: str
    count: int


class Recommendation(BaseModel):
    """NPS: percentage of 9–10 minus percentage of 0–6."""

    promoters: int
    passives: int
    detractors: int
    nps: int | None


class CareReport(BaseModel):
    """回访完成率 = implemented ÷ due; 成功率 = successful ÷ due; null where nothing was due."""

    month: str
    due: int
    implemented: int
    successful: int
    implementation_rate: str | None
    success_rate: str | None
    complaints: int
    by_kind: list[KindCount]
    questions: list[QuestionSummary]
    needs: list[NeedCount]
    recommend: Recommendation


async def monthly(reading: Reading, month: str) -> CareReport:
    """Call-backs that fell due in the month (so far), and the answers given to them."""
    session, actor = reading.session, reading.actor
    rules = await own_rules(reading)
    first = date.fromisoformat(f"{month}-01")
    until = min(add_months(first, 1), date.fromordinal(rules.day_of(reading.now).toordinal() + 1))
    kinds = [KindCount(**row) for row in await report_repository.by_kind(session, actor, first, until)]
    answers = await report_repository.answers(session, actor, first, until)
    texts = await _texts(reading)
    due, done, good = (sum(getattr(kind, name) for kind in kinds) for name in ("due", "implemented", "successful"))
    needs = await report_repository.needs(session, actor, first, until)
    return CareReport(
        month=month,
        due=due,
        implemented=done,
        successful=good,
        implementation_rate=rate(done, due),
        success_rate=rate(good, due),
        complaints=sum(row.complaints for row in needs),
        by_kind=kinds,
        questions=summarise(answers, texts, low_score=rules.settings.low_score),
        needs=sorted((NeedCount(need=row.need, count=row[1]) for row in needs if row.need), key=lambda row: row.need),
        recommend=_recommendation(answers, texts),
    )


async def _texts(reading: Reading) -> dict[tuple[str, str], Question]:
    store_id: UUID | None = reading.actor.store_id
    if store_id is None:
        return {}
    return {
        (questionnaire.code, question.code): question
        for questionnaire in await current_questionnaires(reading, store_id)
        for question in questionnaire.questions
    }


def summarise(
    answers: Sequence[AnswerCount], texts: dict[tuple[str, str], Question], *, low_score: int
) -> list[QuestionSummary]:
    """One line per question that was answered, texts aside."""
    by_question: dict[tuple[str, str], list[AnswerCount]] = defaultdict(list)
    for row in answers:
        by_question[row[0], row[1]].append(row)
    lines = [_summary(key, rows, texts.get(key), low_score) for key, rows in sorted(by_question.items())]
    return [line for line in lines if line.kind != QuestionKind.TEXT]


def _summary(
    key: tuple[str, str], rows: Sequence[AnswerCount], question: Question | None, low_score: int
) -> QuestionSummary:
    scores = [(row[2], row[5]) for row in rows if row[2] is not None]
    answered = sum(row[5] for row in rows)
    scored = sum(count for _, count in scores)
    said = [(row[3], row[5]) for row in rows if row[3] is not None]
    limit = low_score if question is None or question.low_at is None else question.low_at
    no_is_low = question is not None and question.low_on_no
    return QuestionSummary(
        questionnaire=key[0],
        question=key[1],
        zh=question.zh if question else key[1],
        en=question.en if question else key[1],
        kind=_kind(rows),
        answers=answered,
        average=round(sum(score * count for score, count in scores) / scored, 2) if scored else None,
        yes=sum(count for yes, count in said if yes) if said else None,
        low=sum(count for score, count in scores if score <= limit)
        + sum(count for yes, count in said if no_is_low and not yes),
        shares={row[4]: row[5] for row in rows if row[4] is not None},
    )


def _kind(rows: Sequence[AnswerCount]) -> QuestionKind:
    first = rows[0]
    if first[2] is not None:
        return QuestionKind.SCALE
    if first[3] is not None:
        return QuestionKind.YES_NO
    return QuestionKind.CHOICE if first[4] is not None else QuestionKind.TEXT


def _recommendation(answers: Sequence[AnswerCount], texts: dict[tuple[str, str], Question]) -> Recommendation:
    counts = [0] * 11
    for code, question, score, _, _, count in answers:
        known = texts.get((code, question))
        if score is not None and known is not None and known.purpose is Purpose.RECOMMEND:
            counts[score] += count
    promoters, passives, detractors = sum(counts[9:]), sum(counts[7:9]), sum(counts[:7])
    return Recommendation(
        promoters=promoters,
        passives=passives,
        detractors=detractors,
        nps=net_promoter_score(promoters, passives, detractors),
    )
