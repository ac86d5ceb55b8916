"""HTTP of appraisals."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from leads.appraisal import listing, offering, service
from leads.appraisal.policy import AppraisalStatus
from leads.appraisal.schemas import (
    AppraisalChange,
    AppraisalOut,
    AppraisalRow,
    ApproveAppraisal,
    InspectAppraisal,
    OfferAppraisal,
    Reason,
    RequestAppraisal,
    ValueAppraisal,
    WorksheetOut,
)
from leads.posts import APPRAISERS, SELLERS

router = APIRouter(tags=["appraisals"])
OFFERERS = (*SELLERS, Role.APPRAISER)


@router.get("/appraisal-worksheet", dependencies=staff(*APPRAISERS))
async def get_appraisal_worksheet() -> WorksheetOut:
    """What an inspection looks at, with labels and points."""
    return listing.worksheet()


@router.get("/appraisals", dependencies=staff(*APPRAISERS))
async def list_appraisals(
    reading: Reads,
    status: Annotated[list[AppraisalStatus] | None, Query(max_length=10)] = None,
    customer_id: UUID | None = None,
    lead_id: UUID | None = None,
    *,
    mine: bool = False,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[AppraisalRow]:
    """Appraisals in scope, the oldest first; with `mine` an appraiser's own queue."""
    return await listing.list_appraisals(
        reading,
        statuses=tuple(status or ()),
        mine=mine,
        customer_id=customer_id,
        lead_id=lead_id,
        limit=limit,
        cursor=cursor,
    )


@router.get("/appraisals/waiting", dependencies=staff(Role.SALES_MANAGER))
async def list_appraisals_to_approve(reading: Reads) -> list[AppraisalRow]:
    """Values that wait for a manager, the oldest first, at most 100."""
    page = await listing.list_appraisals(
        reading, statuses=(), mine=False, customer_id=None, lead_id=None, limit=100, cursor=None, waiting=True
    )
    return page.items


@router.post("/appraisals", status_code=201, dependencies=staff(*APPRAISERS))
async def request_appraisal(body: RequestAppraisal, work: Writes, once: OnlyOnce) -> AppraisalOut:
    """Ask for an appraisal; the freest appraiser on duty gets it."""

    async def act() -> AppraisalOut:
        return await listing.appraisal_out(work, await service.request_appraisal(work, body))

    return await once.run(work, AppraisalOut, act)


@router.get("/appraisals/{appraisal_id}", dependencies=staff(*APPRAISERS))
async def get_appraisal(appraisal_id: UUID, reading: Reads, response: Response) -> AppraisalOut:
    """One appraisal with its inspection, value and every offer."""
    appraisal = await service.get_appraisal(reading, appraisal_id)
    set_etag(response, appraisal.version)
    return await listing.appraisal_out(reading, appraisal)


@router.patch("/appraisals/{appraisal_id}", dependencies=staff(*APPRAISERS))
async def change_appraisal(
    appraisal_id: UUID, body: AppraisalChange, work: Writes, expected: ExpectedVersion, response: Response
) -> AppraisalOut:
    """Change the car's data, the appraiser or the appointment; needs `If-Match`."""
    appraisal = await service.change_appraisal(work, appraisal_id, body, expected)
    set_etag(response, appraisal.version)
    return await listing.appraisal_out(work, appraisal)


@router.post("/appraisals/{appraisal_id}/inspection", dependencies=staff(Role.APPRAISER))
async def inspect_appraisal(appraisal_id: UUID, body: InspectAppraisal, work: Writes) -> AppraisalOut:
    """Keep what was found; score and grade follow from it (GB/T 30323)."""
    return await listing.appraisal_out(work, await service.inspect(work, appraisal_id, body))


@router.post("/appraisals/{appraisal_id}/valuation", dependencies=staff(Role.APPRAISER))
async def value_appraisal(appraisal_id: UUID, body: ValueAppraisal, work: Writes) -> AppraisalOut:
    """Keep the value with its method and grounds."""
    return await listing.appraisal_out(work, await service.value(work, appraisal_id, body))


@router.post("/appraisals/{appraisal_id}/approval", dependencies=staff(Role.SALES_MANAGER))
async def approve_appraisal(appraisal_id: UUID, body: ApproveAppraisal, work: Writes) -> AppraisalOut:
    """Agree to a value, or to another one."""
    return await listing.appraisal_out(work, await offering.approve(work, appraisal_id, body))


@router.post("/appraisals/{appraisal_id}/offer", dependencies=staff(*OFFERERS))
async def offer_appraisal(appraisal_id: UUID, body: OfferAppraisal, work: Writes) -> AppraisalOut:
    """Offer an amount to the customer; above the value only the sales manager may."""
    return await listing.appraisal_out(work, await offering.offer(work, appraisal_id, body))


@router.post("/appraisals/{appraisal_id}/acceptance", dependencies=staff(*OFFERERS))
async def accept_offer(appraisal_id: UUID, work: Writes) -> AppraisalOut:
    """The customer takes the offer."""
    return await listing.appraisal_out(work, await offering.accept(work, appraisal_id))


@router.post("/appraisals/{appraisal_id}/refusal", dependencies=staff(*OFFERERS))
async def refuse_offer(appraisal_id: UUID, body: Reason, work: Writes) -> AppraisalOut:
    """The customer declines the offer; a better one may follow."""
    return await listing.appraisal_out(work, await offering.refuse(work, appraisal_id, body.reason))


@router.post("/appraisals/{appraisal_id}/cancellation", dependencies=staff(*OFFERERS))
async def cancel_appraisal(appraisal_id: UUID, body: Reason, work: Writes) -> AppraisalOut:
    """End an appraisal that leads nowhere."""
    return await listing.appraisal_out(work, await offering.cancel(work, appraisal_id, body.reason))
