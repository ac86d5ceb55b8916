"""What call-backs tell the other services."""

from contracts.aftersales import CareTaskCompleted, CareTaskDue

from aftersales.care_task.models import CareTask


def care_task_due(task: CareTask) -> CareTaskDue:
    return CareTaskDue(
        care_task_id=task.id,
        customer_id=task.customer_id,
        store_id=task.store_id,
        assignee_id=task.assignee_id,
        kind=task.kind,
        due_at=task.due_at,
    )


def care_task_completed(task: CareTask) -> CareTaskCompleted:
    return CareTaskCompleted(
        care_task_id=task.id,
        customer_id=task.customer_id,
        store_id=task.store_id,
        assignee_id=task.assignee_id,
        kind=task.kind,
        result=task.result or "",
        lowest_score=task.lowest_score,
        recommend_score=task.recommend_score,
        latent_need=task.latent_need,
        lead_wanted=task.lead_wanted,
        complaint_id=task.complaint_id,
    )
