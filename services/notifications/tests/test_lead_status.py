"""What became of a lead goes to the partner that sent it; the partner's secret goes to who reads its documents."""

from datetime import timedelta

from contracts.gateway import PartnerChanged
from contracts.partners import LeadStatusReported, PartnerSecretChanged
from notifications.testkit import PARTNER, Bench, log, one, post
from service_defaults.ids import new_id
from service_defaults.testkit.service import GROUP, STORE
from standardwebhooks.webhooks import Webhook

from contracts.examples import example

STATUS = example(LeadStatusReported).model_copy(update={"partner_id": PARTNER, "store_id": STORE})


async def test_a_status_leaves_once_signed_and_says_nothing_of_the_person(bench_today: Bench) -> None:
    bench = bench_today
    await bench.partner()
    _, secret = await bench.endpoint()
    for told in (STATUS, STATUS, STATUS.model_copy(update={"milestone": "ordered", "code": "285"})):
        await bench.service.deliver(told)
    assert await bench.post_due() == 2
    both = [Webhook(secret).verify(body, headers) for _, headers, body in bench.sink.received]
    told = next(one for one in both if one["data"]["milestone"] == "arrived")
    assert told["type"] == "leads.lead_status_reported"
    assert told["data"] == {
        "lead_id": STATUS.external_id,
        "chemai_lead_id": str(STATUS.lead_id),
        "store_id": str(STORE),
        "milestone": "arrived",
        "code": "527",
        "reached_at": "2026-03-10T02:05:00Z",
    }
    rows = await log(bench)
    assert {(row["state"], row["ref_kind"], row["personal"]) for row in rows} == {("delivered", "lead", False)}
    gates = (await one(bench, rows[0]["id"]))["gates"]
    assert [(gate["gate"], gate["code"]) for gate in gates] == [("consent", "not_needed"), ("endpoint", "found")]


async def test_no_other_partner_hears_of_it_and_a_missing_address_is_seen(bench: Bench) -> None:
    await bench.partner()
    await bench.endpoint()
    other = new_id()
    await bench.service.deliver(STATUS.model_copy(update={"partner_id": other}))
    assert await bench.post_due() == 0
    [row] = await log(bench)
    assert (row["partner_id"], row["state"], row["blocked_by"]["code"]) == (str(other), "suppressed", "no_endpoint")


async def test_the_secret_that_a_partner_signs_with_is_told_sealed(bench: Bench) -> None:
    await bench.partner()
    [made] = await bench.service.events(PartnerSecretChanged)
    rotated = (await post(bench, f"/webhook-partners/{PARTNER}/secret-rotation", {"overlap_hours": 1})).json()
    vault = bench.service.service.platform.vault
    first = vault.open_from_transport(made.sealed)["secrets"]
    assert rotated["secret"] not in made.sealed
    told = vault.open_from_transport((await bench.service.events(PartnerSecretChanged))[-1].sealed)["secrets"]
    assert [one["secret"] for one in told] == [rotated["secret"], first[0]["secret"]]
    assert [one["retires_at"] for one in told] == [None, (bench.wall.now() + timedelta(hours=1)).isoformat()]
    # A republished partner brings its secret along: a service that came later learns it.
    again = {"group_id": GROUP, "name": "x", "kind": "finance", "source": None, "store_ids": (STORE,), "active": True}
    await bench.service.deliver(PartnerChanged(partner_id=PARTNER, revision=1, **again))
    assert len(await bench.service.events(PartnerSecretChanged)) == 3
