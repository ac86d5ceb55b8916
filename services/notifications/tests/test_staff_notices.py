"""The staff inbox: the right people, one line per cause, and nobody reads another's."""

import pytest
from contracts.aftersales import CareTaskDue, ComplaintOpened, ComplaintOverdue
from contracts.notifications import StaffNotified
from notifications.testkit import Bench
from service_defaults.identity import Principal, Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import OTHER_STORE, staff_principal

from contracts import leads
from contracts.examples import example

ADVISER = staff_principal(Role.SALES_ADVISOR)
MANAGER = staff_principal(Role.SALES_MANAGER)
APPRAISER = staff_principal(Role.APPRAISER)
SERVICE_MANAGER = staff_principal(Role.SERVICE_MANAGER)
GENERAL = staff_principal(Role.GENERAL_MANAGER)
ELSEWHERE = staff_principal(Role.SALES_MANAGER, store_id=OTHER_STORE)
EVERYBODY = (ADVISER, MANAGER, APPRAISER, SERVICE_MANAGER, GENERAL, ELSEWHERE)


async def inbox(bench: Bench, person: Principal, query: str = "") -> dict:
    async with bench.service.client(person) as client:
        return (await client.get(f"/staff-notices{query}")).json()


@pytest.mark.parametrize(
    ("event", "change", "readers", "kind"),
    [
        (leads.LeadCreated, {"owner_id": ADVISER.staff_id}, {ADVISER}, "lead_created"),
        (leads.LeadCreated, {"owner_id": None}, set(), "lead_created"),
        (leads.LeadTouched, {"owner_id": ADVISER.staff_id}, {ADVISER}, "lead_touched"),
        (
            leads.LeadResponseMissed,
            {"notify_ids": (MANAGER.staff_id, ADVISER.staff_id)},
            {MANAGER, ADVISER},
            "lead_response_missed",
        ),
        (leads.QuoteApprovalRequested, {}, {MANAGER}, "quote_approval_requested"),
        (leads.QuoteDecided, {"owner_id": ADVISER.staff_id}, {ADVISER}, "quote_decided"),
        (leads.AppraisalRequested, {"appraiser_id": APPRAISER.staff_id}, {APPRAISER}, "appraisal_requested"),
        (leads.AppraisalRequested, {"appraiser_id": None}, {APPRAISER}, "appraisal_requested"),
        (leads.LoanStatusChanged, {"owner_id": ADVISER.staff_id}, {ADVISER}, "loan_status_changed"),
        (
            ComplaintOpened,
            {"assignee_id": ADVISER.staff_id},
            {ADVISER, SERVICE_MANAGER},
            "complaint_opened",
        ),
        (ComplaintOverdue, {"notify_ids": (GENERAL.staff_id,)}, {GENERAL}, "complaint_overdue"),
        (CareTaskDue, {"assignee_id": ADVISER.staff_id}, {ADVISER}, "care_task_due"),
        (leads.ReclaimWarned, {"owner_id": ADVISER.staff_id}, {ADVISER}, "reclaim_warned"),
        (leads.OwnershipDisputed, {"owner_id": ADVISER.staff_id}, {ADVISER, MANAGER}, "ownership_disputed"),
        (
            leads.OwnershipRuled,
            {"owner_id": ADVISER.staff_id, "claimant_id": APPRAISER.staff_id, "shares": {str(ADVISER.staff_id): 100}},
            {ADVISER, APPRAISER},
            "ownership_ruled",
        ),
        (leads.LossApplied, {}, {MANAGER}, "loss_applied"),
        (leads.LossDecided, {"owner_id": ADVISER.staff_id}, {ADVISER}, "loss_decided"),
        (
            leads.LossVerificationAssigned,
            {"assignee_id": ADVISER.staff_id},
            {ADVISER},
            "loss_verification_assigned",
        ),
    ],
)
async def test_who_is_told(bench: Bench, event: type, change: dict, readers: set, kind: str) -> None:
    await bench.service.organise(*EVERYBODY)
    told = example(event).model_copy(update=change)
    for _ in range(2):
        await bench.service.deliver(told)
    found = {person: (await inbox(bench, person))["items"] for person in EVERYBODY}
    assert {person for person, items in found.items() if items} == readers
    assert all([item["kind"] for item in items] == [kind] for items in found.values() if items)
    assert len(await bench.service.events(StaffNotified)) == len(readers)


async def test_a_post_that_nobody_holds_falls_to_the_general_manager(bench: Bench) -> None:
    await bench.service.organise(GENERAL, ELSEWHERE)
    await bench.service.deliver(example(leads.QuoteApprovalRequested))
    assert (await inbox(bench, GENERAL))["unread"] == 1
    assert (await inbox(bench, ELSEWHERE))["unread"] == 0


async def test_reading(bench: Bench) -> None:
    await bench.service.organise(*EVERYBODY)
    for _ in range(3):
        event = example(leads.LeadCreated).model_copy(update={"owner_id": ADVISER.staff_id, "lead_id": new_id()})
        await bench.service.deliver(event)
    with bench.service.sql_count() as counts:
        page = await inbox(bench, ADVISER, "?limit=2")
    assert (page["unread"], len(page["items"]), counts["total"]) == (3, 2, 2)
    rest = await inbox(bench, ADVISER, f"?limit=2&cursor={page['next_cursor']}")
    assert len(rest["items"]) == 1
    ids = [item["id"] for item in page["items"]]
    async with bench.service.client(MANAGER) as client:
        assert (await client.post("/staff-notices/read", json={"ids": ids})).json() == {"unread": 0}
    assert (await inbox(bench, ADVISER))["unread"] == 3
    async with bench.service.client(ADVISER) as client:
        assert (await client.post("/staff-notices/read", json={"ids": ids[:1]})).json() == {"unread": 2}
        assert len((await client.get("/staff-notices?unread=true")).json()["items"]) == 2
        assert (await client.post("/staff-notices/read", json={})).status_code == 422
        assert (await client.post("/staff-notices/read", json={"all": True, "ids": []})).status_code == 422
        assert (await client.post("/staff-notices/read", json={"all": True})).json() == {"unread": 0}
        cursor = page["next_cursor"]
        assert (await client.get(f"/staff-notices?unread=true&cursor={cursor}")).status_code == 400
