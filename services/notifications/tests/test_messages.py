"""Messages to customers: once per cause, past every gate, with a trace of why not."""

from datetime import timedelta

import pytest
from contracts.aftersales import ComplaintClosed, ComplaintOpened, MaintenanceDue
from contracts.leads import LoanStatusChanged, OrderPlaced, VehicleDelivered
from contracts.loyalty import PointsEarned, ReferralRewarded
from contracts.notifications import MessageSent
from contracts.vocabulary import LoanStatus, Purpose
from notifications.message.channels import ChannelRefused, ChannelUnavailable, Parcel, Sandbox
from notifications.message.models import SandboxMessage
from notifications.message.policy import ATTEMPTS
from notifications.message.sending import send_due
from notifications.template.catalogue import CATALOGUE
from notifications.template.policy import Channel
from notifications.testkit import CUSTOMER, Bench
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import OTHER_STORE, staff_principal
from service_defaults.work import Work
from sqlalchemy import func, select

from contracts import leads
from contracts.examples import example

MANAGER = staff_principal(Role.CRM_MANAGER)
DELIVERY = example(VehicleDelivered)
DRIVE = example(leads.TestDriveBooked)


async def listed(bench: Bench, query: str = "") -> list[dict]:
    async with bench.service.client(MANAGER) as client:
        answer = await client.get(f"/messages{query}")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def traced(bench: Bench, message_id: str) -> dict:
    async with bench.service.client(MANAGER) as client:
        return (await client.get(f"/messages/{message_id}")).json()


async def taken_by_sandbox(bench: Bench) -> int:
    async with bench.service.reading() as reading:
        return int(await reading.session.scalar(select(func.count()).select_from(SandboxMessage)) or 0)


async def test_the_buyer_is_thanked_once_however_often_it_is_told(bench: Bench) -> None:
    await bench.contact()
    for _ in range(3):
        await bench.service.deliver(DELIVERY)
    [row] = await listed(bench)
    assert (row["state"], row["template"], row["channel"]) == ("sent", "delivery_thank_you", "sms")
    assert (row["customer_name"], row["recipient_masked"]) == ("王小明", "199****0001")
    assert row["text"].startswith("【星河路店】王小明您好，恭喜您喜提远航 X5")
    assert "19900000001" not in str(await traced(bench, row["id"]))
    assert len(await bench.service.events(MessageSent)) == 1
    assert await taken_by_sandbox(bench) == 1
    async with bench.service.client(MANAGER) as client:
        timeline = (await client.get(f"/customers/{CUSTOMER}/timeline")).json()["items"]
        summary = (await client.get(f"/customers/{CUSTOMER}/summary")).json()
    assert [(line["kind"], line["params"]["template"]) for line in timeline] == [("message_sent", "delivery_thank_you")]
    assert [message["id"] for message in summary["last_messages"]] == [row["id"]]


async def test_a_crash_between_rendering_and_sending_sends_once(bench: Bench) -> None:
    class Crash(BaseException):
        pass

    class Crashing(Sandbox):
        async def send(self, work: Work, parcel: Parcel) -> None:
            await super().send(work, parcel)
            await work.session.flush()
            raise Crash

    await bench.contact()
    timers, bench.service.service.jobs._timers = bench.service.service.jobs._timers, ()
    await bench.service.deliver(DELIVERY)
    with pytest.raises(Crash):
        async with bench.service.work() as work:
            await send_due(work, dict.fromkeys(Channel, Crashing()))
    assert await taken_by_sandbox(bench) == 0
    bench.service.service.jobs._timers = timers
    await bench.service.drain()
    [row] = await listed(bench)
    assert (row["state"], await taken_by_sandbox(bench)) == ("sent", 1)


@pytest.mark.parametrize(
    ("failure", "state", "code", "attempts"),
    [(ChannelUnavailable(), "failed", "given_up", ATTEMPTS), (ChannelRefused(), "failed", "refused", 0)],
)
async def test_a_channel_that_fails(bench: Bench, failure: Exception, state: str, code: str, attempts: int) -> None:
    class Failing:
        calls = 0

        async def send(self, work: Work, parcel: Parcel) -> None:
            self.calls += 1
            raise failure

    await bench.contact()
    bench.service.service.jobs._timers = ()
    await bench.service.deliver(DELIVERY)
    channel = Failing()
    for _ in range(ATTEMPTS + 2):
        async with bench.service.work() as work:
            await send_due(work, dict.fromkeys(Channel, channel))
        await bench.service.advance(hours=10)
    [row] = await listed(bench)
    trace = await traced(bench, row["id"])
    assert (trace["state"], trace["blocked_by"]["code"], trace["attempts"]) == (state, code, attempts)
    assert channel.calls == max(attempts, 1)
    assert row["text"]


async def test_an_unknown_customer_is_waited_for(bench: Bench) -> None:
    await bench.service.deliver(DELIVERY)
    [row] = await listed(bench)
    assert (row["state"], row["blocked_by"]["code"], row["text"]) == ("queued", "customer_unknown", None)
    await bench.contact()
    await bench.service.advance(seconds=30)
    assert [row["state"] for row in await listed(bench)] == ["sent"]


async def test_without_a_number_nothing_is_sent_and_the_trace_says_so(bench: Bench) -> None:
    await bench.contact(mobile=None)
    await bench.service.deliver(DELIVERY)
    [row] = await listed(bench, "?state=suppressed")
    assert row["blocked_by"]["gate"] == "contact"
    assert [gate["code"] for gate in (await traced(bench, row["id"]))["gates"]] == ["timely", "no_contact"]


async def test_marketing_is_closed_when_unknown_and_open_once_allowed(bench: Bench) -> None:
    await bench.contact()
    reward = example(ReferralRewarded)
    await bench.service.deliver(reward)
    [row] = await listed(bench)
    assert (row["state"], row["purpose"], row["blocked_by"]["code"]) == ("suppressed", "marketing", "unknown")
    await bench.consent(purpose=Purpose.MARKETING, recipient_id=None)
    await bench.service.deliver(reward.model_copy(update={"referral_id": new_id()}))
    await bench.consent(purpose=Purpose.MARKETING, recipient_id=None, channel="sms", granted=False)
    await bench.service.deliver(reward.model_copy(update={"referral_id": new_id()}))
    rows = await listed(bench)
    assert [(row["state"], (row["blocked_by"] or {}).get("code")) for row in rows] == [
        ("suppressed", "withdrawn"),
        ("sent", None),
        ("suppressed", "unknown"),
    ]


async def test_quiet_hours_postpone_what_nobody_asked_for(bench: Bench) -> None:
    await bench.contact()
    await bench.service.advance(hours=12)  # 22:05
    await bench.service.deliver(DELIVERY, example(MaintenanceDue))
    waiting, thanks = await listed(bench)
    assert (thanks["template"], thanks["state"]) == ("delivery_thank_you", "sent")
    assert (waiting["state"], waiting["blocked_by"]["code"]) == ("queued", "quiet_hours")
    assert waiting["due_at"] == "2026-03-11T01:00:00Z"
    await bench.service.advance(hours=10, minutes=54)
    assert (await listed(bench, "?template=maintenance_due"))[0]["state"] == "queued"
    await bench.service.advance(minutes=1)
    assert (await listed(bench, "?template=maintenance_due"))[0]["sent_at"] == "2026-03-11T01:00:00Z"


async def test_what_waits_is_cancelled_when_the_consent_is_withdrawn(bench: Bench) -> None:
    await bench.contact()
    await bench.consent(purpose=Purpose.MARKETING, recipient_id=None)
    await bench.service.advance(hours=12)
    await bench.service.deliver(example(ReferralRewarded))
    assert [row["state"] for row in await listed(bench)] == ["queued"]
    await bench.consent(purpose=Purpose.MARKETING, recipient_id=None, granted=False)
    [row] = await listed(bench)
    assert (row["state"], row["blocked_by"]["code"]) == ("cancelled", "withdrawn")


async def test_a_test_drive_is_confirmed_and_reminded_of_a_day_before(bench: Bench) -> None:
    await bench.contact()
    drive = DRIVE.model_copy(update={"starts_at": bench.service.now + timedelta(days=3)})
    await bench.service.deliver(drive)
    await bench.service.deliver(drive)
    assert {(row["template"], row["state"]) for row in await listed(bench)} == {
        ("test_drive_confirmation", "sent"),
        ("test_drive_reminder", "queued"),
    }
    await bench.service.advance(days=2)
    [reminder] = await listed(bench, "?template=test_drive_reminder")
    assert (reminder["state"], reminder["sent_at"]) == ("sent", "2026-03-12T02:05:00Z")
    assert "3月13日 10:05" in reminder["text"]


async def test_a_moved_test_drive_is_reminded_of_at_its_new_time_only(bench: Bench) -> None:
    await bench.contact()
    first, second = bench.service.now + timedelta(days=3), bench.service.now + timedelta(days=5)
    for starts_at in (first, second, first):
        await bench.service.deliver(DRIVE.model_copy(update={"starts_at": starts_at}))
        await bench.service.advance(minutes=5)
    states = [row["state"] for row in await listed(bench, "?template=test_drive_reminder")]
    assert states == ["queued", "cancelled", "cancelled"]
    await bench.service.deliver(
        example(leads.TestDriveCompleted).model_copy(update={"test_drive_id": DRIVE.test_drive_id})
    )
    assert await listed(bench, "?state=queued") == []


async def test_nobody_is_reminded_of_a_drive_that_was_called_off(bench: Bench) -> None:
    await bench.contact()
    await bench.service.deliver(DRIVE.model_copy(update={"starts_at": bench.service.now + timedelta(days=3)}))
    other = example(leads.TestDriveCancelled).model_copy(update={"test_drive_id": new_id()})
    await bench.service.deliver(other)
    [reminder] = await listed(bench, "?state=queued")
    of_this_one = example(leads.TestDriveCancelled).model_copy(update={"test_drive_id": DRIVE.test_drive_id})
    await bench.service.deliver(of_this_one)
    await bench.service.advance(days=4)
    shown = await traced(bench, reminder["id"])
    assert (shown["state"], shown["gates"][-1]["code"]) == ("cancelled", "test_drive_cancelled")
    assert await taken_by_sandbox(bench) == 1


async def test_a_reminder_that_could_not_be_sent_in_time_is_not_sent_late(bench: Bench) -> None:
    drive = DRIVE.model_copy(update={"starts_at": bench.service.now + timedelta(days=3)})
    await bench.service.deliver(drive)
    await bench.service.advance(days=10)
    await bench.contact()
    await bench.service.advance(days=1)
    assert {row["state"] for row in await listed(bench)} == {"suppressed"}


async def test_a_late_booking_needs_no_reminder(bench: Bench) -> None:
    await bench.contact()
    await bench.service.deliver(DRIVE.model_copy(update={"starts_at": bench.service.now + timedelta(hours=5)}))
    assert [row["template"] for row in await listed(bench)] == ["test_drive_confirmation"]


@pytest.mark.parametrize(
    ("event", "template", "said"),
    [
        (example(OrderPlaced), "order_placed", "订单号XH20260310001"),
        (example(LoanStatusChanged).model_copy(update={"status": LoanStatus.APPROVED}), "loan_approved", "已获批准"),
        (
            example(LoanStatusChanged).model_copy(update={"status": LoanStatus.REJECTED}),
            "loan_rejected",
            "其他付款方案",
        ),
        (example(ComplaintOpened), "complaint_opened", "由客户关怀专员负责"),
        (example(ComplaintClosed), "complaint_closed", "处理完毕"),
        (example(MaintenanceDue), "maintenance_due", "需要保养"),
        (example(PointsEarned).model_copy(update={"reason": "vehicle_purchase"}), "points_earned", "积分"),
    ],
)
async def test_what_each_event_says(bench: Bench, event: object, template: str, said: str) -> None:
    await bench.contact()
    await bench.service.deliver(event.model_copy(update={"customer_id": CUSTOMER}))
    [row] = await listed(bench)
    assert (row["template"], row["state"]) == (template, "sent")
    assert said in row["text"]


async def test_one_voice_for_the_points_of_a_referral_and_none_for_silent_steps(bench: Bench) -> None:
    await bench.contact()
    await bench.service.deliver(example(PointsEarned).model_copy(update={"reason": "referral"}))
    await bench.service.deliver(example(LoanStatusChanged).model_copy(update={"status": LoanStatus.CONTRACT_SIGNED}))
    assert await listed(bench) == []


async def test_a_store_words_its_own_messages(bench: Bench) -> None:
    await bench.contact()
    path = "/message-templates/delivery_thank_you/sms/zh"
    async with bench.service.client(MANAGER) as client:
        templates = (await client.get("/message-templates")).json()["items"]
        assert len(templates) == len(CATALOGUE) * 6
        wrong = await client.put(path, json={"text": "{customer_name},{mobile}"}, headers={"If-Match": '"0"'})
        assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "/text")
        good = await client.put(path, json={"text": "{customer_name},谢谢!"}, headers={"If-Match": '"0"'})
        assert (good.status_code, good.json()["version"], good.headers["ETag"]) == (200, 1, '"1"')
        stale = await client.put(path, json={"text": "谢谢"}, headers={"If-Match": '"0"'})
        assert stale.status_code == 412
        missing = await client.put(
            "/message-templates/nothing/sms/zh", json={"text": "谢谢"}, headers={"If-Match": '"0"'}
        )
        assert missing.status_code == 404
    await bench.service.deliver(DELIVERY)
    [row] = await listed(bench)
    assert (row["text"], (await traced(bench, row["id"]))["template_version"]) == ("王小明,谢谢!", 1)


async def test_a_store_chooses_channel_language_and_silence(bench: Bench) -> None:
    await bench.contact(email="wang@example.com")
    chosen = {"channel": "email", "locale": "en", "disabled_templates": ["order_placed"]}
    async with bench.service.client(MANAGER) as client:
        assert (await client.put("/settings", json=chosen, headers={"If-Match": '"0"'})).status_code == 200
        bad = await client.put("/settings", json={"contact_from": "21:00"}, headers={"If-Match": '"1"'})
        assert bad.status_code == 422
    await bench.service.deliver(DELIVERY, example(OrderPlaced))
    silent, sent = await listed(bench)
    assert (silent["state"], silent["blocked_by"]["code"]) == ("suppressed", "template_disabled")
    assert (sent["channel"], sent["recipient_masked"][0]) == ("email", "w")
    assert sent["text"].startswith("[星河路店] Dear 王小明, congratulations")


async def test_the_list_costs_one_statement_and_keeps_to_the_scope(bench: Bench) -> None:
    await bench.contact()
    for _ in range(3):
        await bench.service.deliver(DELIVERY.model_copy(update={"delivery_id": new_id()}))
    async with bench.service.client(MANAGER) as client:
        with bench.service.sql_count() as counts:
            page = (await client.get("/messages?limit=2")).json()
        assert (len(page["items"]), counts["total"]) == (2, 1)
        rest = (await client.get(f"/messages?limit=2&cursor={page['next_cursor']}")).json()
        assert (len(rest["items"]), rest["next_cursor"]) == (1, None)
        assert (await client.get("/messages?state=lost")).status_code == 422
    message_id = page["items"][0]["id"]
    for outsider in (staff_principal(Role.SALES_ADVISOR), staff_principal(Role.CRM_MANAGER, store_id=OTHER_STORE)):
        async with bench.service.client(outsider) as client:
            assert (await client.get("/messages")).json()["items"] == []
            assert (await client.get(f"/messages/{message_id}")).status_code == 404
    async with bench.service.client(None) as client:
        assert (await client.get("/messages")).status_code == 401
    async with bench.service.client(staff_principal(Role.SALES_ADVISOR)) as client:
        path = "/message-templates/delivery_thank_you/sms/zh"
        assert (await client.put(path, json={"text": "x"}, headers={"If-Match": '"0"'})).status_code == 403


async def test_a_batch_is_sent_without_asking_for_every_message(bench: Bench) -> None:
    await bench.contact()
    bench.service.service.jobs._timers = ()
    for _ in range(5):
        await bench.service.deliver(DELIVERY.model_copy(update={"delivery_id": new_id()}))
    with bench.service.sql_count() as counts:
        async with bench.service.work() as work:
            await send_due(work)
    # Nine for the whole batch: who stands behind merged files and who looks after them are two of these.
    assert (counts["SELECT"], counts["total"] <= 14) == (9, True)
