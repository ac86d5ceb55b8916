"""Questionnaires over HTTP."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.web import Reads, Writes, staff

from aftersales.questionnaire import service
from aftersales.questionnaire.schemas import QuestionnaireOut, QuestionnairePublish
from aftersales.setting.service import visible_store

router = APIRouter(prefix="/questionnaires", tags=["questionnaires"])
QuestionnaireCode = Annotated[str, Path(pattern=r"^[a-z0-9_]{1,64}$")]


@router.get("", dependencies=staff())
async def list_questionnaires(reading: Reads, store_id: UUID | None = None) -> list[QuestionnaireOut]:
    """The versions that are asked now."""
    return await service.listed(reading, store_id)


@router.get("/{code}", dependencies=staff())
async def get_questionnaire(
    code: QuestionnaireCode,
    reading: Reads,
    version: Annotated[int | None, Query(ge=1, le=100_000)] = None,
    store_id: UUID | None = None,
) -> QuestionnaireOut:
    """One questionnaire: the present version, or the one that was asked then."""
    chosen = await visible_store(reading, store_id)
    if version is None:
        found = await service.current(reading.session, chosen, code)
    else:
        found = await service.as_asked(reading.session, chosen, code, version)
    return QuestionnaireOut(**dict(found))


@router.post("/{code}/versions", status_code=201, dependencies=staff(Role.CRM_MANAGER))
async def publish_questionnaire(
    code: QuestionnaireCode, body: QuestionnairePublish, work: Writes, once: OnlyOnce, store_id: UUID | None = None
) -> QuestionnaireOut:
    """Publish the next version; answers already given keep the version they were asked in."""
    return await once.run(work, QuestionnaireOut, lambda: service.publish(work, store_id, code, body))
