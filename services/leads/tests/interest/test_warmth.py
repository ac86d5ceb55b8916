"""Temperature and score through HTTP on a real database: moved in due order, explained, trained."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from contracts.interest import SignalRaised, TemperatureChanged
from leads.assessment import service as assessment
from leads.lead.models import Lead, StageChange
from leads.score import training
from leads.score.features import FEATURES
from leads.score.fitting import Case
from service_defaults.identity import Principal
from service_defaults.ids import new_id
from service_defaults.testkit.service import ServiceHarness
from sqlalchemy import update


async def opened(leads: ServiceHarness, who: Principal, number: int) -> dict[str, Any]:
    async with leads.client(who) as client:
        answer = await client.post("/leads", json={"mobile": f"199000{number:05d}", "name": f"客户{number}"})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()["lead"]
    return found


async def post(leads: ServiceHarness, who: Principal, path: str, status: int = 201, **body: Any) -> Any:
    async with leads.client(who) as client:
        answer = await client.post(path, json=body)
    assert answer.status_code == status, answer.text
    return answer.json() if answer.content else None


async def get(leads: ServiceHarness, who: Principal, path: str, status: int = 200) -> Any:
    async with leads.client(who) as client:
        answer = await client.get(path)
    assert answer.status_code == status, answer.text
    return answer.json()


async def test_a_life_between_cold_and_hot(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await opened(leads, cast.adviser, 1)
    path, customer = f"/leads/{lead['id']}", f"/customers/{lead['customer_id']}"
    await leads.drain()
    fresh = await get(leads, cast.adviser, path)
    assert (fresh["temperature"], len(fresh["score_reasons"])) == ("warm", 3)
    await post(leads, cast.adviser, f"{path}/follow-ups", outcome="connected", level="H")
    version = (await get(leads, cast.adviser, path))["version"]
    await leads.drain()
    hot = await get(leads, cast.adviser, path)
    assert (hot["temperature"], hot["version"]) == ("hot", version), "what is computed is no new version"
    assert hot["score"] > fresh["score"]
    await leads.advance(hours=49)
    told = [event.kind for event in await leads.events(SignalRaised)]
    assert told == ["hot_without_progress"]
    await leads.advance(days=13)
    cooled = await get(leads, cast.manager, path)
    assert (cooled["temperature"], cooled["signal"]["kind"]) == ("warm", "hot_cooled")
    signal = cooled["signal"]["id"]
    await post(leads, cast.manager, f"/signals/{signal}/closing", 422)
    closed = await post(leads, cast.manager, f"/signals/{signal}/closing", 200, cause="budget", note="等年终奖")
    assert (closed["cause"], closed["state"]) == ("budget", "taken")
    await leads.advance(days=15)
    assert (await get(leads, cast.manager, path))["temperature"] == "cold"
    moves = [(event.old, event.new, event.reason) for event in await leads.events(TemperatureChanged)]
    assert moves == [("warm", "hot", "hot_level"), ("hot", "warm", "silent"), ("warm", "cold", "silent")]
    page = await get(leads, cast.manager, f"{customer}/temperature")
    assert [move["new"] for move in page["history"]] == ["cold", "warm", "hot"]
    days = [move["at"] for move in reversed(page["history"])]
    assert days == sorted(days)
    assert (page["layer"], page["plan"]["automatic"], page["silent_days"]) == ("cold", True, 15)


async def test_cold_ones_are_looked_through(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    first, second = await opened(leads, cast.adviser, 1), await opened(leads, cast.adviser, 2)
    for lead in (first, second):
        # A level whose pace leaves them with their adviser that long.
        await post(leads, cast.adviser, f"/leads/{lead['id']}/follow-ups", outcome="connected", level="C")
    await leads.advance(days=16)
    rows = (await get(leads, cast.adviser, "/cold-customers?screened=false"))["items"]
    assert {row["lead_id"] for row in rows} == {first["id"], second["id"]}
    assert all(row["score_reasons"] for row in rows)
    assert (await get(leads, cast.adviser2, "/cold-customers"))["items"] == []
    listed = (await get(leads, cast.adviser, "/leads?temperature=cold&order=score"))["items"]
    assert [row["score"] for row in listed] == sorted((row["score"] for row in listed), reverse=True)
    assert (await get(leads, cast.adviser, "/leads?temperature=hot&temperature=vip"))["items"] == []
    path = f"/cold-customers/{first['customer_id']}/screening"
    await post(leads, cast.adviser2, path, 404, decision="work")
    worked = await post(leads, cast.adviser, path, 200, decision="work", note="曾询价")
    assert (worked["layer"], worked["reason"]) == ("warm", "screened")
    assert (await get(leads, cast.adviser, f"/leads/{first['id']}"))["temperature"] == "warm"
    again = await post(leads, cast.adviser, path, 409, decision="work")
    assert again["code"] == "not_cold"
    await post(leads, cast.adviser, f"/cold-customers/{second['customer_id']}/screening", 200, decision="leave")
    assert (await get(leads, cast.adviser, "/cold-customers?screened=false"))["items"] == []
    await leads.advance(days=1)
    assert (await get(leads, cast.adviser, f"/leads/{first['id']}"))["temperature"] == "warm", (
        "the rules go on from there"
    )


async def test_by_hand_and_what_closes(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    lead = await opened(leads, cast.adviser, 1)
    await leads.drain()
    path = f"/customers/{lead['customer_id']}/temperature"
    vip = await post(leads, cast.adviser, path, 200, layer="vip", note="老板的朋友")
    assert (vip["layer"], vip["reason"], vip["history"][0]["actor_name"]) == ("vip", "by_hand", "陈晓")
    assert (await post(leads, cast.adviser, path, 409, layer="vip", note="再次"))["code"] == "layer_already"
    await post(leads, cast.adviser2, path, 404, layer="cold", note="x")
    await post(leads, cast.appraiser, path, 403, layer="cold", note="x")
    await leads.advance(days=40)
    assert (await get(leads, cast.manager, path))["layer"] == "vip"
    await post(leads, cast.manager, path, 200, layer="warm", note="更正")
    await post(leads, cast.manager, f"/leads/{lead['id']}/closure", 200, outcome="frozen", reason="postponed")
    await leads.drain()
    closed = await get(leads, cast.manager, f"/leads/{lead['id']}")
    assert (closed["temperature"], closed["score"], closed["score_reasons"]) == ("cold", None, [])
    await post(leads, cast.manager, path, 409, layer="hot", note="x")


async def test_a_score_says_why_and_needs_few_statements(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(30):
        await opened(leads, cast.adviser, number)
    with leads.sql_count() as first:
        async with leads.work() as work:
            await assessment.fire(work)
    assert first["total"] <= 10, first
    await leads.drain()
    lead = (await get(leads, cast.adviser, "/leads"))["items"][0]
    why = await get(leads, cast.adviser, f"/leads/{lead['id']}/score")
    assert (why["method"], why["needed"], why["cases"], len(why["effects"])) == ("rules", 300, 0, len(FEATURES))
    assert [effect["code"] for effect in why["effects"][:3]] == [reason["code"] for reason in lead["score_reasons"]]
    assert why["score"] == lead["score"]
    await get(leads, cast.adviser2, f"/leads/{lead['id']}/score", 404)
    async with leads.service.platform.database.write() as session:
        await session.execute(update(Lead).values(assess_at=leads.now))
    with leads.sql_count() as sql:
        async with leads.work() as work:
            await assessment.fire(work)
    assert sql["total"] <= 5, f"{sql} for 30 leads of which nothing is new"
    with leads.sql_count() as sql:
        await get(leads, cast.adviser, "/leads?order=score&limit=30")
    assert sql["total"] <= 3


async def test_too_few_closed_leads_are_said_to_be_too_few(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    await opened(leads, cast.adviser, 1)
    await leads.drain()
    before = await get(leads, cast.manager, "/score-standing")
    assert (before["outcome"], before["next_at"]) == (None, "2026-03-31T19:30:00Z")
    await post(leads, cast.manager, "/score-trainings", 202)
    await leads.drain()
    after = await get(leads, cast.manager, "/score-standing")
    assert (after["method"], after["outcome"], after["cases"], after["needed"]) == ("rules", "too_few", 0, 300)
    assert (after["models"], after["last_at"] is not None) == ([], True)
    await get(leads, cast.adviser, "/score-standing", 403)
    await post(leads, cast.adviser, "/score-trainings", 403)


async def _close_many(leads: ServiceHarness, cast: SimpleNamespace, number: int) -> None:
    """Closed leads whose end depends on the drive: what a model can find."""
    lead_id = (await opened(leads, cast.adviser, 0))["id"]
    async with leads.work() as work:
        first = await work.session.get_one(Lead, lead_id)
        plain = {column.key: getattr(first, column.key) for column in Lead.__mapper__.column_attrs}
        computed = {"version", *(column.key for column in Lead.__table__.columns if column.computed is not None)}
        began = leads.now - timedelta(days=30)
        for place in range(number):
            drove = place % 2 == 0
            stage = "delivered" if (place * 7919 % 100) < (90 if drove else 8) else "lost"
            closed = {"id": new_id(), "created_at": began, "stage": stage, "is_open": False, "closed_at": leads.now}
            kept = {name: value for name, value in plain.items() if name not in computed}
            work.session.add(lead := Lead(**{**kept, **closed, "assess_at": None}))
            ends = [(timedelta(days=30), stage)] + ([(timedelta(seconds=1), "test_driven")] if drove else [])
            await work.session.flush()
            for after, reached in ends:
                work.session.add(
                    StageChange(
                        id=new_id(), store_id=lead.store_id, customer_id=lead.customer_id, lead_id=lead.id,
                        at=began + after, old="new", new=reached, reason="", actor_id=None,
                    )
                )  # fmt: skip


async def test_a_store_with_a_history_gets_its_model(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.manager) as client:
        chosen = {"score": {"needed_cases": 100, "needed_of_each": 20}}
        answer = await client.put("/settings", json=chosen, headers={"If-Match": '"0"'})
        assert answer.status_code == 200, answer.text
    await _close_many(leads, cast, 320)
    lead = await opened(leads, cast.adviser2, 999)
    await post(leads, cast.manager, "/score-trainings", 202)
    await leads.drain()
    standing = await get(leads, cast.manager, "/score-standing")
    assert (standing["method"], standing["outcome"], standing["cases"]) == ("model", "trained", 320)
    model = standing["models"][0]
    assert (model["number"], model["in_use"], model["trained_by_name"]) == (1, True, "许岚")
    assert model["auc"] >= model["rules_auc"] - 0.05
    assert model["brier"] < min(model["rules_brier"], model["share_brier"])
    assert {factor["code"]: factor["points"] for factor in standing["factors"]}["test_driven"] > 5
    why = await get(leads, cast.adviser2, f"/leads/{lead['id']}/score")
    assert (why["method"], why["model_number"]) == ("model", 1)
    assert (await get(leads, cast.adviser2, f"/leads/{lead['id']}"))["score"] == why["score"]
    await post(leads, cast.manager, "/score-trainings", 202)
    await leads.drain()
    twice = (await get(leads, cast.manager, "/score-standing"))["models"]
    same = ("fitted", "held", "auc", "brier", "rules_auc", "share_brier")
    assert [twice[0][name] for name in same] == [twice[1][name] for name in same], "the same rows, the same model"


async def test_training_happens_in_a_process_of_its_own() -> None:
    cases = [Case((float(n % 2),), rules=0.5, won=n % 2, held=n % 4 < 2) for n in range(80)]
    trained = await training.in_own_process(cases)
    assert trained.model.auc == 1
