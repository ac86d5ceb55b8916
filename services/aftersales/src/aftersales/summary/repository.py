"""SQL of the customer summary: four statements, whatever the customer owns."""

from collections.abc import Sequence
from uuid import UUID

from service_defaults.aliases import same_person
from service_defaults.organisation import StaffRef
from service_defaults.scope import scope_condition, scoped
from service_defaults.work import Reading
from sqlalchemy import RowMapping, select

from aftersales.care_task import listing_repository as care_listing
from aftersales.care_task.models import CareTask
from aftersales.care_task.schemas import Bucket
from aftersales.complaint import listing_repository as complaint_listing
from aftersales.complaint.models import Complaint
from aftersales.complaint.policy import ComplaintStatus
from aftersales.maintenance.models import MaintenancePlan
from aftersales.owned_vehicle.models import OwnedVehicle
from aftersales.questionnaire.models import QuestionnaireResponse

_MOST = 100


async def vehicles(
    reading: Reading, customer_id: UUID
) -> Sequence[tuple[OwnedVehicle, MaintenancePlan | None, str | None]]:
    statement = (
        select(OwnedVehicle, MaintenancePlan, StaffRef.name)
        .join(MaintenancePlan, MaintenancePlan.owned_vehicle_id == OwnedVehicle.id, isouter=True)
        .join(StaffRef, StaffRef.id == OwnedVehicle.assignee_id, isouter=True)
        .where(scope_condition(OwnedVehicle, reading.actor), same_person(OwnedVehicle.customer_id, customer_id))
        .order_by(OwnedVehicle.delivered_at.desc(), OwnedVehicle.id)
        .limit(_MOST)
    )
    return [(row[0], row[1], row[2]) for row in (await reading.session.execute(statement)).all()]


async def care_tasks(reading: Reading, customer_id: UUID, days: care_listing.Days) -> Sequence[RowMapping]:
    statement = (
        care_listing.rows(reading.actor, days)
        .where(same_person(CareTask.customer_id, customer_id), care_listing.in_bucket(Bucket.OPEN, days))
        .order_by(CareTask.act_at, CareTask.id)
        .limit(_MOST)
    )
    return (await reading.session.execute(statement)).mappings().all()


async def complaints(reading: Reading, customer_id: UUID) -> Sequence[RowMapping]:
    statement = (
        complaint_listing.rows(reading.actor, reading.now)
        .where(same_person(Complaint.customer_id, customer_id), Complaint.status != ComplaintStatus.CLOSED)
        .order_by(Complaint.opened_at.desc(), Complaint.id)
        .limit(_MOST)
    )
    return (await reading.session.execute(statement)).mappings().all()


async def last_response(reading: Reading, customer_id: UUID) -> QuestionnaireResponse | None:
    statement = (
        scoped(QuestionnaireResponse, reading.actor)
        .where(same_person(QuestionnaireResponse.customer_id, customer_id))
        .order_by(QuestionnaireResponse.answered_at.desc(), QuestionnaireResponse.id.desc())
        .limit(1)
    )
    return (await reading.session.scalars(statement)).first()
