"""SQL of the monthly call-back report: counts only, one statement each."""

from collections.abc import Sequence
from datetime import date

from service_defaults.database import ReadSession
from service_defaults.identity import Principal
from service_defaults.scope import scope_condition
from sqlalchemy import Row, RowMapping, func, select

from aftersales.care_task.models import CareTask
from aftersales.care_task.policy import CareStatus
from aftersales.questionnaire.models import QuestionnaireAnswer, QuestionnaireResponse

AnswerCount = Row[str, str, int | None, bool | None, str | None, int]
"""(questionnaire, question, score, yes, choice, how often)"""
NeedRow = Row[str, int, int]
"""(need, tasks, complaints)"""


async def by_kind(session: ReadSession, actor: Principal, first: date, until: date) -> Sequence[RowMapping]:
    implemented = (CareTask.attempts > 0) | (CareTask.status == CareStatus.DONE)
    statement = (
        select(
            CareTask.kind,
            func.count().label("due"),
            func.count().filter(implemented).label("implemented"),
            func.count().filter(CareTask.status == CareStatus.DONE).label("successful"),
        )
        .where(scope_condition(CareTask, actor), CareTask.due_on >= first, CareTask.due_on < until)
        .group_by(CareTask.kind)
        .order_by(CareTask.kind)
    )
    return (await session.execute(statement)).mappings().all()


async def needs(session: ReadSession, actor: Principal, first: date, until: date) -> Sequence[NeedRow]:
    statement = (
        select(
            func.coalesce(CareTask.latent_need, "").label("need"),
            func.count().label("count"),
            func.count(CareTask.complaint_id).label("complaints"),
        )
        .where(scope_condition(CareTask, actor), CareTask.due_on >= first, CareTask.due_on < until)
        .group_by(CareTask.latent_need)
    )
    return (await session.execute(statement)).all()


async def answers(session: ReadSession, actor: Principal, first: date, until: date) -> Sequence[AnswerCount]:
    grouped = (
        QuestionnaireResponse.code,
        QuestionnaireAnswer.question,
        QuestionnaireAnswer.score,
        QuestionnaireAnswer.yes,
        QuestionnaireAnswer.choice,
    )
    statement = (
        select(*grouped, func.count())
        .join(QuestionnaireResponse, QuestionnaireResponse.id == QuestionnaireAnswer.response_id)
        .join(CareTask, CareTask.id == QuestionnaireResponse.care_task_id)
        .where(scope_condition(CareTask, actor), CareTask.due_on >= first, CareTask.due_on < until)
        .group_by(*grouped)
    )
    return (await session.execute(statement)).all()
