"""A complaint begins: numbered, owned, on the clock, told to everybody concerned."""

from dataclasses import dataclass
from uuid import UUID

from contracts.vocabulary import ComplaintGrade
from service_defaults import timeline
from service_defaults.aliases import kept, kept_id
from service_defaults.contacts import CustomerRef
from service_defaults.errors import NotFound
from service_defaults.ids import new_id
from service_defaults.organisation import active_staff
from service_defaults.scope import scoped
from service_defaults.work import Work

from aftersales.complaint import clocks, events, history, repository
from aftersales.complaint.errors import VehicleOfAnother
from aftersales.complaint.models import Complaint
from aftersales.complaint.policy import (
    Category,
    Compensation,
    ComplaintStatus,
    Source,
    Step,
    clocks_for,
    least_busy,
    owner_roles,
)
from aftersales.complaint.schemas import ComplaintCreate
from aftersales.complaint.wording import LowScoreWords, TitleCode
from aftersales.owned_vehicle import repository as vehicles
from aftersales.setting.service import StoreRules, rules_of


@dataclass(frozen=True, slots=True)
class Grievance:
    """What is complained about, whoever noted it."""

    store_id: UUID
    customer_id: UUID
    source: Source
    category: Category
    title: str
    title_code: TitleCode | None = None
    title_params: LowScoreWords | None = None
    description: str = ""
    demand: str = ""
    grade: ComplaintGrade = ComplaintGrade.NORMAL
    owned_vehicle_id: UUID | None = None
    care_task_id: UUID | None = None


async def open_manually(work: Work, body: ComplaintCreate) -> Complaint:
    """Any member of staff may write down a complaint of a customer in their scope. Raises `NotFound`."""
    statement = scoped(CustomerRef, work.actor).where(CustomerRef.customer_id == kept(body.customer_id))
    customer = (await work.session.scalars(statement)).first()
    if customer is None:
        raise NotFound(pointer="/customer_id")
    if body.owned_vehicle_id is not None:
        vehicle = await vehicles.find(work.session, body.owned_vehicle_id, work.actor)
        if await kept_id(work.session, vehicle.customer_id) != customer.customer_id:
            raise VehicleOfAnother(pointer="/owned_vehicle_id")
    grievance = Grievance(
        store_id=customer.store_id,
        customer_id=customer.customer_id,
        **body.model_dump(exclude={"customer_id"}),
    )
    return await open_complaint(work, grievance, await rules_of(work.session, customer.store_id))


async def open_complaint(work: Work, grievance: Grievance, rules: StoreRules) -> Complaint:
    """Number it, name its owner, start its clocks."""
    complaint = Complaint(
        id=new_id(),
        no=await _number(work, grievance.store_id, rules),
        assignee_id=await _owner(work, grievance),
        store_id=grievance.store_id,
        customer_id=grievance.customer_id,
        owned_vehicle_id=grievance.owned_vehicle_id,
        care_task_id=grievance.care_task_id,
        source=grievance.source,
        category=grievance.category,
        grade=grievance.grade,
        title=grievance.title,
        title_code=grievance.title_code,
        title_params=grievance.title_params.model_dump() if grievance.title_params else {},
        description=grievance.description,
        demand=grievance.demand,
        status=ComplaintStatus.OPENED,
        opened_at=work.now,
        opened_by=work.actor.staff_id,
        missed_clocks=0,
        compensation=Compensation.NONE,
        compensation_fen=0,
        reopened=0,
    )
    work.session.add(complaint)
    promised = clocks_for(grievance.grade, work.now, rules.settings.complaint, rules.complaint_time)
    clocks.start(work, complaint, promised)
    history.write(work, complaint, Step.OPEN, from_status=None, note=grievance.description)
    _note(work, complaint)
    work.emit(events.complaint_opened(complaint, promised))
    return complaint


async def _number(work: Work, store_id: UUID, rules: StoreRules) -> str:
    """TS (投诉), year and the store's running number of it."""
    year = rules.day_of(work.now).year
    return f"TS{year}{await repository.next_number(work.session, store_id, year):05d}"


async def _owner(work: Work, grievance: Grievance) -> UUID | None:
    counts = await repository.open_counts(work.session, grievance.store_id)
    for role in owner_roles(grievance.category):
        people = await active_staff(work.session, grievance.store_id, role)
        chosen = least_busy([person.id for person in people], counts)
        if chosen is not None:
            return chosen
    return None


def _note(work: Work, complaint: Complaint) -> None:
    timeline.note(
        work,
        "complaint_opened",
        customer_id=complaint.customer_id,
        store_id=complaint.store_id,
        ref_kind="complaint",
        ref_id=complaint.id,
        no=complaint.no,
        category=complaint.category,
        grade=complaint.grade,
        source=complaint.source,
    )
