"""Applications for a defeat as a fact of the numbers."""

from typing import Any

from service_defaults.identity import Principal
from service_defaults.scope import scope_condition
from sqlalchemy import Select, and_, func, true

from leads.kpi.fact_repository import Period, model_of, side_of, team, within
from leads.lead.models import Lead
from leads.loss.models import LossCase
from leads.loss.policy import CaseStatus
from leads.row_repository import select_rows

OTHER = "other"
_DECIDED = (CaseStatus.APPROVED, CaseStatus.REACTIVATED)


def losses(actor: Principal, period: Period) -> Select[Any]:
    """Applied for in the month; a defeat is clear when it was decided with a reason that says something."""
    holder, team_id = team()
    return (
        select_rows(
            LossCase.id.label("row_id"),
            LossCase.applied_at.label("at"),
            LossCase.store_id.label("store_id"),
            LossCase.customer_id.label("customer_id"),
            LossCase.lead_id.label("lead_id"),
            LossCase.assignee_id.label("adviser_id"),
            team_id,
            LossCase.source.label("source"),
            model_of(func.coalesce(Lead.wanted_model, ""), period.store_id).label("model"),
            side_of(Lead.channel).label("side"),
            LossCase.level.label("level"),
            true().label("applied"),
            and_(LossCase.status.in_(_DECIDED), LossCase.reason != OTHER).label("clear"),
            (LossCase.status == CaseStatus.REFUSED).label("refused"),
        )
        .join(Lead, Lead.id == LossCase.lead_id)
        .outerjoin(holder, holder.id == LossCase.assignee_id)
        .where(
            scope_condition(LossCase, actor),
            LossCase.store_id == period.store_id,
            LossCase.status != CaseStatus.WITHDRAWN,
            within(LossCase.applied_at, period),
        )
    )
