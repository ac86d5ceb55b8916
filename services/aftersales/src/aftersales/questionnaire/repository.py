"""SQL of questionnaires and answers."""

from uuid import UUID

from service_defaults.database import ReadSession
from sqlalchemy import func, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from aftersales.questionnaire.models import QuestionnaireAnswer, QuestionnaireVersion


async def latest(session: ReadSession, store_id: UUID, code: str) -> QuestionnaireVersion | None:
    statement = (
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.store_id == store_id, QuestionnaireVersion.code == code)
        .order_by(QuestionnaireVersion.version.desc())
        .limit(1)
    )
    return (await session.scalars(statement)).first()


async def all_latest(session: ReadSession, store_id: UUID) -> list[QuestionnaireVersion]:
    newest = (
        select(QuestionnaireVersion.code, func.max(QuestionnaireVersion.version))
        .where(QuestionnaireVersion.store_id == store_id)
        .group_by(QuestionnaireVersion.code)
    )
    statement = select(QuestionnaireVersion).where(
        QuestionnaireVersion.store_id == store_id,
        tuple_(QuestionnaireVersion.code, QuestionnaireVersion.version).in_(newest),
    )
    return list((await session.scalars(statement)).all())


async def version(session: ReadSession, store_id: UUID, code: str, number: int) -> QuestionnaireVersion | None:
    return await session.get(QuestionnaireVersion, (store_id, code, number))


async def claim_version(session: ReadSession, row: dict[str, object]) -> bool:
    """Publish under that number; False when somebody else took it first."""
    statement = insert(QuestionnaireVersion).values(row).on_conflict_do_nothing().returning(QuestionnaireVersion.code)
    return (await session.execute(statement)).first() is not None


async def answers_of(session: ReadSession, response_id: UUID) -> list[QuestionnaireAnswer]:
    statement = (
        select(QuestionnaireAnswer)
        .where(QuestionnaireAnswer.response_id == response_id)
        .order_by(QuestionnaireAnswer.place)
    )
    return list((await session.scalars(statement)).all())
