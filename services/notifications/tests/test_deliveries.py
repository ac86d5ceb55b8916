"""Outbound webhooks over a real loopback server: gates, signatures, retries, isolation."""

import json
from datetime import timedelta

import pytest
from contracts.leads import VehicleDelivered
from contracts.vocabulary import Purpose
from notifications.testkit import (
    APPLICANT,
    KEEPER,
    PARTNER,
    Bench,
    answering,
    application,
    endpoint_of,
    log,
    one,
    post,
    ready,
)
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.testkit.service import OTHER_STORE, STORE, staff_principal
from sqlalchemy import text
from standardwebhooks.webhooks import Webhook

from contracts.examples import example

FINANCE = staff_principal(Role.FINANCE_SPECIALIST)
DELIVERY = example(VehicleDelivered)


async def test_an_application_leaves_signed_and_the_foreign_library_believes_it(bench_today: Bench) -> None:
    bench = bench_today
    _, secret = await ready(bench)
    loan = application(bench)
    for _ in range(2):
        await bench.service.deliver(loan)
    assert await bench.post_due() == 1
    [(path, headers, body)] = bench.sink.received
    told = Webhook(secret).verify(body, headers)
    assert path == "/hooks"
    assert told["type"] == "leads.loan_submitted"
    assert told["data"]["applicant"] == APPLICANT
    assert (told["data"]["loan_id"], told["data"]["dealer_application_no"]) == (str(loan.loan_id), loan.loan_no)
    assert len(body) <= 20_000
    [row] = await log(bench)
    assert (row["state"], row["attempts"], row["last_status"], row["partner_name"]) == (
        "delivered",
        1,
        204,
        "安融示例金融",
    )
    shown = await one(bench, row["id"])
    assert [(gate["gate"], gate["code"]) for gate in shown["gates"]] == [("consent", "granted"), ("endpoint", "found")]
    assert [(one_try["number"], one_try["status"]) for one_try in shown["tries"]] == [(1, 204)]
    async with bench.service.reading() as reading:
        rows = (await reading.session.execute(text("SELECT * FROM webhook_delivery, webhook_attempt"))).all()
    assert "王小明" not in str(rows)
    assert "11010119900307001X" not in str(rows)
    assert "王小明" not in str(shown)


@pytest.mark.parametrize("known", [None, "withdrawn", "another partner", "another purpose"])
async def test_without_the_consent_that_names_the_partner_nothing_leaves(bench: Bench, known: str | None) -> None:
    await bench.service.organise(KEEPER, FINANCE)
    await bench.partner()
    await bench.endpoint()
    if known == "withdrawn":
        await bench.consent()
        await bench.consent(granted=False)
    elif known == "another partner":
        await bench.consent(recipient_id=new_id())
    elif known == "another purpose":
        await bench.consent(purpose=Purpose.MARKETING)
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 0
    assert bench.sink.received == []
    [row] = await log(bench)
    code = "withdrawn" if known == "withdrawn" else "unknown"
    assert (row["state"], row["blocked_by"]["gate"], row["blocked_by"]["code"]) == ("suppressed", "consent", code)
    replayed = await post(bench, f"/webhook-deliveries/{row['id']}/replay")
    assert (replayed.status_code, replayed.json()["code"]) == (409, "delivery_body_gone")
    async with bench.service.client(FINANCE) as client:
        notices = (await client.get("/staff-notices")).json()["items"]
    assert [(notice["kind"], notice["params"]["code"]) for notice in notices] == [("webhook_suppressed", code)]


async def test_a_consent_withdrawn_between_attempts_stops_the_next_one(bench: Bench) -> None:
    await ready(bench)
    bench.sink.respond = answering(500)
    await bench.service.deliver(application(bench))
    await bench.post_due()
    await bench.consent(granted=False)
    assert await bench.post_due(days=1) == 0
    [row] = await log(bench)
    assert (row["state"], row["attempts"], row["blocked_by"]["code"]) == ("suppressed", 1, "withdrawn")
    assert (await one(bench, row["id"]))["replayable"] is False


async def test_consent_is_asked_for_again_at_every_attempt(bench: Bench) -> None:
    """Even where the withdrawal itself did not reach the waiting row."""
    await ready(bench)
    bench.sink.respond = answering(500)
    await bench.service.deliver(application(bench))
    await bench.post_due()
    async with bench.service.work() as work:
        await work.session.execute(text("UPDATE consent_state SET granted = false"))
    assert await bench.post_due(seconds=10) == 0
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"], len(bench.sink.received)) == ("suppressed", "withdrawn", 1)


async def test_personal_data_do_not_travel_in_clear(bench: Bench) -> None:
    await ready(bench)
    async with bench.service.work() as work:
        await work.session.execute(text("UPDATE webhook_endpoint SET url = 'http://93.184.215.14/hooks'"))
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 0
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"]) == ("suppressed", "plain_http")


async def test_a_partner_without_endpoint_is_seen_and_can_be_told_later(bench: Bench) -> None:
    await bench.partner()
    await bench.consent()
    for _ in range(2):
        await bench.service.deliver(application(bench, loan_id=DELIVERY.delivery_id))
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"], row["endpoint_id"]) == ("suppressed", "no_endpoint", None)
    assert (await post(bench, f"/webhook-deliveries/{row['id']}/replay")).json()["code"] == "endpoint_missing"
    await bench.endpoint()
    assert (await post(bench, f"/webhook-deliveries/{row['id']}/replay")).status_code == 200
    assert await bench.post_due() == 1
    assert [row["state"] for row in await log(bench)] == ["delivered"]


async def test_an_inactive_partner_is_told_nothing(bench: Bench) -> None:
    await ready(bench)
    await bench.service.deliver(application(bench))
    await bench.partner(active=False, revision=2)
    await bench.service.deliver(application(bench))
    assert await bench.post_due() == 0
    assert {row["state"] for row in await log(bench)} == {"pending", "suppressed"}


async def test_the_handover_is_told_whole_to_whom_the_customer_allowed_and_thin_to_others(bench: Bench) -> None:
    allowed, other, elsewhere = new_id(), new_id(), new_id()
    for partner_id, stores in ((allowed, (STORE,)), (other, (STORE,)), (elsewhere, (OTHER_STORE,))):
        await bench.partner(partner_id, kind="lead_platform", store_ids=stores)
        await bench.endpoint(partner_id, bench.sink.url + f"/{partner_id}")
    await bench.consent(recipient_id=allowed)
    await bench.service.deliver(DELIVERY.model_copy(update={"informed_partner_ids": (allowed, elsewhere)}))
    await bench.post_due()
    told = {path.rpartition("/")[2]: json.loads(body)["data"] for path, _, body in bench.sink.received}
    assert set(told) == {str(allowed), str(other)}
    assert told[str(allowed)]["detail"] == "full"
    assert told[str(allowed)]["vehicle"]["vin"] == DELIVERY.vehicle.vin
    assert "person_key" not in told[str(allowed)]
    thin = told[str(other)]
    assert set(thin) == {"detail", "delivery_id", "store_id", "delivered_at", "vehicle"}
    assert set(thin["vehicle"]) == {"brand", "series", "model_year", "new"}


async def test_a_store_may_tell_others_nothing(bench: Bench) -> None:
    await bench.partner()
    await bench.endpoint()
    async with bench.service.client(staff_principal(Role.CRM_MANAGER)) as client:
        await client.put("/settings", json={"tell_unconsented_partners": False}, headers={"If-Match": '"0"'})
    await bench.service.deliver(DELIVERY)
    assert await bench.post_due() == 0
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"]) == ("suppressed", "unknown")


async def test_an_address_that_went_private_is_not_called(bench: Bench) -> None:
    await ready(bench)
    async with bench.service.work() as work:
        await work.session.execute(text("UPDATE webhook_endpoint SET url = 'https://10.0.0.1/hooks'"))
    await bench.service.deliver(application(bench))
    await bench.post_due()
    [row] = await log(bench)
    assert (row["state"], row["last_error"]) == ("pending", "address_not_public")


async def test_both_secrets_sign_until_the_overlap_is_over(bench_today: Bench) -> None:
    bench = bench_today
    endpoint_id, old = await ready(bench)
    rotated = await post(bench, f"/webhook-endpoints/{endpoint_id}/secret-rotation", {"overlap_hours": 1})
    new = rotated.json()["secret"]
    await bench.service.deliver(application(bench))
    await bench.post_due()
    _, headers, body = bench.sink.received[-1]
    for secret in (old, new):
        Webhook(secret).verify(body, headers)
    assert len((await endpoint_of(bench, endpoint_id))["secrets"]) == 2
    bench.wall.tick(timedelta(hours=1))
    await bench.service.deliver(application(bench))
    await bench.post_due()
    _, headers, body = bench.sink.received[-1]
    assert len(headers["webhook-signature"].split(" ")) == 1
    assert len((await endpoint_of(bench, endpoint_id))["secrets"]) == 1


async def test_what_is_too_large_fails_at_once(bench: Bench) -> None:
    await ready(bench)
    sealed = bench.service.service.platform.vault.seal_for_transport({"note": "长" * 7_000})
    await bench.service.deliver(application(bench, applicant_sealed=sealed))
    [row] = await log(bench)
    assert (row["state"], row["blocked_by"]["code"]) == ("failed", "too_large")


async def test_bodies_are_dropped_after_thirty_days(bench: Bench) -> None:
    await ready(bench)
    await bench.service.deliver(application(bench))
    await bench.post_due()
    await bench.service.advance(days=29)
    [row] = await log(bench)
    assert (await one(bench, row["id"]))["replayable"] is True
    await bench.service.advance(days=1)
    assert (await one(bench, row["id"]))["replayable"] is False


async def test_endpoints_over_http(bench: Bench) -> None:
    await bench.partner()
    body = {"partner_id": str(PARTNER), "url": bench.sink.url, "event_types": ["leads.loan_submitted"]}
    async with bench.service.client(KEEPER) as client:
        made = await client.post("/webhook-endpoints", json=body)
        assert (made.status_code, made.json()["secret"][:6]) == (201, "whsec_")
        path = f"/webhook-endpoints/{made.json()['endpoint']['id']}"
        assert "secret" not in (await client.get(path)).json()
        bad = await client.post("/webhook-endpoints", json=body | {"url": "https://169.254.169.254/"})
        assert (bad.status_code, bad.json()["fault"]) == (422, "address_not_public")
        assert bad.json()["errors"][0]["pointer"] == "/url"
        unknown = await client.post("/webhook-endpoints", json=body | {"event_types": ["leads.everything"]})
        assert (unknown.status_code, unknown.json()["errors"][0]["pointer"]) == (422, "/event_types/0")
        nobody = await client.post("/webhook-endpoints", json=body | {"partner_id": str(new_id())})
        assert (nobody.status_code, nobody.json()["code"]) == (404, "partner_not_found")
        change = {"url": "https://[::ffff:10.0.0.1]/"}
        assert (await client.patch(path, json=change, headers={"If-Match": '"1"'})).status_code == 422
        assert (await client.patch(path, json={"description": "x"})).status_code == 428
        assert (await client.patch(path, json={"description": "x"}, headers={"If-Match": '"9"'})).status_code == 412
        changed = await client.patch(path, json={"description": "生产"}, headers={"If-Match": '"1"'})
        assert (changed.status_code, changed.headers["ETag"], changed.json()["description"]) == (200, '"2"', "生产")
        assert (await client.post(f"{path}/disabling")).json()["disabled_reason"] == "by_hand"
        assert (await client.post(f"{path}/enabling", json={})).json()["state"] == "active"
        assert len((await client.get("/webhook-event-types")).json()["items"]) == 3
        partners = (await client.get("/webhook-partners")).json()["items"]
        assert partners[0]["inbound_url"].endswith(f"/api/v1/notifications/webhooks/inbound/{PARTNER}")
        first = await client.post(f"/webhook-partners/{PARTNER}/secret-reveal")
        assert first.json()["secret"].startswith("whsec_")
        assert (await client.post(f"/webhook-partners/{PARTNER}/secret-reveal")).status_code == 409
        acts = (await client.get(f"/webhook-partners/{PARTNER}/secret-accesses")).json()["items"]
        assert [line["act"] for line in acts][:1] == ["revealed"]
    for outsider, status in (
        (staff_principal(Role.CHANNEL_PARTNER_MANAGER, store_id=OTHER_STORE), 404),
        (FINANCE, 403),
    ):
        async with bench.service.client(outsider) as client:
            assert (await client.get(path)).status_code == status
            assert (await client.delete(path)).status_code == status
            assert (await client.post(f"/webhook-partners/{PARTNER}/secret-reveal")).status_code == status
    async with bench.service.client(KEEPER) as client:
        assert (await client.delete(path)).status_code == 204
        assert (await client.get(path)).status_code == 404


async def test_the_log_keeps_to_the_scope_and_costs_one_statement(bench: Bench) -> None:
    await ready(bench)
    for _ in range(3):
        await bench.service.deliver(application(bench))
    with bench.service.sql_count() as counts:
        rows = await log(bench, "?limit=2")
    assert (len(rows), counts["total"]) == (2, 1)
    async with bench.service.client(FINANCE) as client:
        assert len((await client.get("/webhook-deliveries")).json()["items"]) == 3
        assert (await client.post(f"/webhook-deliveries/{rows[0]['id']}/replay")).status_code == 403
    for outsider in (staff_principal(Role.CHANNEL_PARTNER_MANAGER, store_id=OTHER_STORE),):
        async with bench.service.client(outsider) as client:
            assert (await client.get("/webhook-deliveries")).json()["items"] == []
            assert (await client.get(f"/webhook-deliveries/{rows[0]['id']}")).status_code == 404
    async with bench.service.client(staff_principal(Role.SALES_ADVISOR)) as client:
        assert (await client.get("/webhook-deliveries")).status_code == 403
