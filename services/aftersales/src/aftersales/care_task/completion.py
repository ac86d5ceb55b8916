"""The conversation took place: answers, what they mean, and what follows, in one transaction."""

from collections.abc import Sequence
from uuid import UUID

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.work import Work

from aftersales.care_task import events
from aftersales.care_task.models import CareAttempt, CareTask
from aftersales.care_task.policy import CareStatus, Method
from aftersales.care_task.schemas import CareCompletion
from aftersales.care_task.service import open_task
from aftersales.complaint.opening import Grievance, open_complaint
from aftersales.complaint.policy import Category, Source
from aftersales.complaint.wording import LowAnswerWords, LowScoreWords, TitleCode
from aftersales.owned_vehicle import repository as vehicles
from aftersales.owned_vehicle.policy import ReadingSource
from aftersales.owned_vehicle.readings import note_reading
from aftersales.questionnaire.models import QuestionnaireResponse
from aftersales.questionnaire.policy import Answer, Findings, Questionnaire
from aftersales.questionnaire.service import keep_answers
from aftersales.setting.service import StoreRules, rules_of

_REACHED = "reached"


async def complete(work: Work, task_id: UUID, body: CareCompletion) -> CareTask:
    """Keep the answers and close the task; low answers open a complaint.

    Raises `CareTaskClosed`, and `Invalid` for answers that do not fit the questionnaire.
    """
    task = await open_task(work, task_id)
    rules = await rules_of(work.session, task.store_id)
    response = _response(work, task, rules)
    questionnaire, findings = await keep_answers(work, rules, response, body.answers)
    task.response_id = response.id
    _close(work, task, body, findings)
    _log(work, task, body.method, body.note)
    if body.odometer_km is not None:
        await _read_odometer(work, task, rules, body.odometer_km)
    if findings.low:
        complaint = await open_complaint(work, _grievance(task, body, questionnaire, findings), rules)
        task.complaint_id = complaint.id
    _note(work, task)
    work.emit(events.care_task_completed(task))
    return task


def _response(work: Work, task: CareTask, rules: StoreRules) -> QuestionnaireResponse:
    return QuestionnaireResponse(
        id=new_id(),
        store_id=task.store_id,
        customer_id=task.customer_id,
        assignee_id=task.assignee_id,
        care_task_id=task.id,
        code=task.questionnaire,
        answered_at=work.now,
        answered_on=rules.day_of(work.now),
    )


def _close(work: Work, task: CareTask, body: CareCompletion, findings: Findings) -> None:
    task.status = CareStatus.DONE
    task.result = body.result
    task.ended_at, task.ended_by = work.now, work.actor.staff_id
    task.note = body.note or task.note
    task.latent_need, task.lead_wanted = body.latent_need, body.lead_wanted
    task.satisfaction = findings.satisfaction
    task.lowest_score = findings.lowest_score
    task.recommend_score = findings.recommend_score


def _log(work: Work, task: CareTask, method: Method, note: str) -> None:
    task.attempts += 1
    task.last_attempt_at = work.now
    work.session.add(
        CareAttempt(
            id=new_id(),
            care_task_id=task.id,
            at=work.now,
            method=method,
            outcome=_REACHED,
            note=note,
            next_attempt_at=None,
            actor_id=work.actor.staff_id,
        )
    )


async def _read_odometer(work: Work, task: CareTask, rules: StoreRules, km: int) -> None:
    if task.owned_vehicle_id is None:
        return
    vehicle = await vehicles.find(work.session, task.owned_vehicle_id, work.as_system().actor, lock=True)
    today = rules.day_of(work.now)
    await note_reading(work, vehicle, rules, read_on=today, km=km, source=ReadingSource.CALL_BACK)


def _grievance(task: CareTask, body: CareCompletion, questionnaire: Questionnaire, findings: Findings) -> Grievance:
    words = _low_score(questionnaire, findings)
    worst = words.answers[0]
    score = "否" if worst.score is None else f"{worst.score} 分"
    return Grievance(
        store_id=task.store_id,
        customer_id=task.customer_id,
        source=Source.CALL_BACK,
        category=_category(findings.low[0].category),
        title=f"{questionnaire.title_zh}低分：{worst.zh}（{score}）"[:200],
        title_code=TitleCode.LOW_SCORE,
        title_params=words,
        description="\n".join([*_words(body.answers), body.note]).strip()[:4000],
        owned_vehicle_id=task.owned_vehicle_id,
        care_task_id=task.id,
    )


def _category(code: str) -> Category:
    """A questionnaire's category is data; one that is not known here still opens the complaint."""
    return Category(code) if code in set(Category) else Category.OTHER


def _low_score(questionnaire: Questionnaire, findings: Findings) -> LowScoreWords:
    asked = {question.code: question for question in questionnaire.questions}
    return LowScoreWords(
        questionnaire_zh=questionnaire.title_zh,
        questionnaire_en=questionnaire.title_en,
        answers=[
            LowAnswerWords(zh=asked[low.question].zh, en=asked[low.question].en, score=low.score)
            for low in findings.low
        ],
    )


def _words(answers: Sequence[Answer]) -> list[str]:
    return [answer.text for answer in answers if answer.text]


def _note(work: Work, task: CareTask) -> None:
    timeline.note(
        work,
        "care_task_completed",
        customer_id=task.customer_id,
        store_id=task.store_id,
        ref_kind="care_task",
        ref_id=task.id,
        task_kind=task.kind,
        result=task.result,
        lowest_score=task.lowest_score,
        recommend_score=task.recommend_score,
        satisfaction=task.satisfaction,
    )
