"""How call-backs are shown."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from service_defaults.aliases import same_person
from service_defaults.errors import NotFound
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import ColumnElement

from aftersales.care_task import listing_repository, repository
from aftersales.care_task.models import CareTask
from aftersales.care_task.policy import OPEN, propose_next_attempt
from aftersales.care_task.schemas import AttemptOut, Bucket, CareCounters, CareTaskOut, CareTaskRow
from aftersales.questionnaire import repository as responses
from aftersales.questionnaire import service as questionnaires
from aftersales.questionnaire.models import QuestionnaireResponse
from aftersales.questionnaire.policy import Questionnaire
from aftersales.questionnaire.schemas import AnswerOut, QuestionnaireOut
from aftersales.setting.service import StoreRules, own_rules, rules_of

_COMING_DAYS = 14


class CareFilters:
    """What the queue is narrowed to; query parameters of the list."""

    def __init__(
        self,
        *,
        bucket: Bucket = Bucket.OPEN,
        mine: bool = False,
        kind: Annotated[str | None, Query(pattern=r"^[a-z0-9_]{1,64}$")] = None,
        assignee_id: UUID | None = None,
        customer_id: UUID | None = None,
        coming_days: Annotated[int, Query(ge=1, le=400)] = _COMING_DAYS,
    ) -> None:
        self.bucket = bucket
        self.mine = mine
        self.exact = {"kind": kind, "assignee_id": assignee_id}
        self.customer_id = customer_id
        self.coming_days = coming_days

    def conditions(self, reading: Reading) -> list[ColumnElement[bool]]:
        found = [getattr(CareTask, name) == value for name, value in self.exact.items() if value is not None]
        if self.customer_id is not None:
            found.append(same_person(CareTask.customer_id, self.customer_id))
        return [*found, *_mine(reading, mine=self.mine)]

    def digest(self) -> str:
        return filter_hash(
            **self.exact,
            customer_id=self.customer_id,
            bucket=self.bucket,
            mine=self.mine,
            coming_days=self.coming_days,
        )


def _mine(reading: Reading, *, mine: bool) -> list[ColumnElement[bool]]:
    return [CareTask.assignee_id == reading.actor.staff_id] if mine else []


def days_of(reading: Reading, rules: StoreRules, coming_days: int = _COMING_DAYS) -> listing_repository.Days:
    return listing_repository.Days.of(rules.day_of(reading.now), rules.hours, coming_days)


async def listed(reading: Reading, filters: CareFilters, limit: int, cursor: str | None) -> Page[CareTaskRow]:
    """The queue in the order in which to act; what is closed, newest first."""
    digest = filters.digest()
    after = decode_cursor(cursor, filter_hash=digest) if cursor else None
    days = days_of(reading, await own_rules(reading), filters.coming_days)
    wanted = listing_repository.rows(reading.actor, days).where(
        listing_repository.in_bucket(filters.bucket, days), *filters.conditions(reading)
    )
    rows = await listing_repository.page(reading.session, wanted, filters.bucket, cursor=after, limit=limit + 1)
    closed = filters.bucket is Bucket.CLOSED
    return Page[CareTaskRow].of(
        rows,
        limit,
        item=lambda row: CareTaskRow(**row),
        cursor=lambda row: encode_cursor(
            [(closed and row["ended_at"]) or row["act_at"], row["id"]], filter_hash=digest
        ),
    )


async def counted(reading: Reading, *, mine: bool) -> CareCounters:
    """How much is overdue, due today, coming, and done today."""
    days = days_of(reading, await own_rules(reading))
    return CareCounters(
        **await listing_repository.counters(reading.session, reading.actor, days, _mine(reading, mine=mine))
    )


async def shown(reading: Reading, task_id: UUID) -> CareTaskOut:
    """One call-back with what to ask and what was said. Raises `NotFound`."""
    session = reading.session
    task = await repository.find(session, task_id, reading.actor)
    rules = await rules_of(session, task.store_id)
    wanted = listing_repository.rows(reading.actor, days_of(reading, rules)).where(CareTask.id == task_id)
    row = (await session.execute(wanted)).mappings().first()
    if row is None:
        raise NotFound
    attempts = await repository.attempts_of(session, task_id)
    people = {task.ended_by, *(attempt.actor_id for attempt in attempts)}
    names = await staff_names(session, {each for each in people if each is not None})
    questionnaire, answers = await _asked(reading, task)
    is_open = task.status in OPEN
    return CareTaskOut(
        **row,
        store_id=task.store_id,
        note=task.note,
        latent_need=task.latent_need,
        lead_wanted=task.lead_wanted,
        ended_by=task.ended_by,
        ended_by_name=names.get(task.ended_by) if task.ended_by else None,
        attempts_log=[
            AttemptOut(
                id=attempt.id,
                at=attempt.at,
                method=attempt.method,
                outcome=attempt.outcome,
                note=attempt.note,
                next_attempt_at=attempt.next_attempt_at,
                actor_id=attempt.actor_id,
                actor_name=names.get(attempt.actor_id) if attempt.actor_id else None,
            )
            for attempt in attempts
        ],
        next_attempt_proposal=(propose_next_attempt(reading.now, task.attempts + 1, rules.hours) if is_open else None),
        questionnaire=QuestionnaireOut(**dict(questionnaire)),
        answers=answers,
    )


async def _asked(reading: Reading, task: CareTask) -> tuple[Questionnaire, list[AnswerOut]]:
    session = reading.session
    if task.response_id is None:
        return await questionnaires.current(session, task.store_id, task.questionnaire), []
    response = await session.get_one(QuestionnaireResponse, task.response_id)
    answers = await responses.answers_of(session, response.id)
    asked = await questionnaires.as_asked(session, task.store_id, response.code, response.version_no)
    return asked, [AnswerOut.model_validate(answer) for answer in answers]
