"""What a store chooses, and what it asks."""

from types import SimpleNamespace

from contracts.aftersales import CareTaskDue
from contracts.leads import VehicleDelivered
from service_defaults.testkit.service import OTHER_STORE, ServiceHarness

from contracts.examples import example

DELIVERY = example(VehicleDelivered)


async def test_a_stores_own_cadence_and_clocks_hold(aftersales: ServiceHarness, cast: SimpleNamespace) -> None:
    async with aftersales.client(cast.crm) as client:
        answer = await client.get("/settings")
        chosen = answer.json()
        assert (chosen.pop("version"), answer.headers["ETag"]) == (0, '"0"')
        assert [rule["day"] for rule in chosen["call_backs"]] == [1, 3, 7, 30, 90, 180, 365]
        chosen["call_backs"] = chosen["call_backs"][1:2]
        chosen["contact_hours"] = [{"opens": "15:00:00", "closes": "18:00:00"}]
        chosen["complaint"] |= {"basis": "opening", "respond_minutes": 600}
        changed = await client.put("/settings", json=chosen, headers={"If-Match": '"0"'})
        assert changed.json()["version"] == 1
        assert (await client.put("/settings", json=chosen, headers={"If-Match": '"0"'})).status_code == 412
        bad = await client.put("/settings", json=chosen | {"low_score": 11}, headers={"If-Match": '"1"'})
        assert (bad.status_code, bad.json()["errors"][0]["pointer"]) == (422, "/low_score")
        foreign = await client.get("/settings", params={"store_id": str(OTHER_STORE)})
        assert foreign.status_code == 404
        await aftersales.deliver(DELIVERY)
        await aftersales.advance(days=365)
        (due,) = await aftersales.events(CareTaskDue)
        assert (due.kind, due.due_at.hour) == ("delivery_3d", 7)
        body = {"customer_id": str(DELIVERY.customer_id), "source": "letter", "category": "other", "title": "来信"}
        complaint = (await client.post("/complaints", json=body)).json()
        # Ten hours of opening time from 10:05, the store closing at 18:30, end the next morning at 10:35.
        assert complaint["next_clock_at"] == "2027-03-11T02:35:00Z"
    async with aftersales.client(cast.crc) as client:
        assert (await client.put("/settings", json=chosen, headers={"If-Match": '"1"'})).status_code == 403


async def test_a_published_questionnaire_is_asked_and_old_answers_keep_theirs(
    delivered: ServiceHarness, cast: SimpleNamespace
) -> None:
    await delivered.advance(days=31)
    async with delivered.client(cast.crm) as client:
        codes = [each["code"] for each in (await client.get("/questionnaires")).json()]
        assert codes == ["delivery_1d", "delivery_3d", "delivery_7d", "ownership", "service_3d"]
        queue = (await client.get("/care-tasks", params={"kind": "delivery_30d"})).json()["items"]
        path = f"/care-tasks/{queue[0]['id']}"
        answers = [{"question": each, "score": 9} for each in ("overall", "store_service", "recommend")]
        assert (await client.post(f"{path}/completion", json={"answers": answers})).status_code == 200
        question = {"code": "mood", "kind": "scale", "zh": "心情如何?", "en": "How are you?", "low_at": 2}
        body = {"title_zh": "新版", "title_en": "New", "questions": [question]}
        published = await client.post("/questionnaires/ownership/versions", json=body)
        assert (published.status_code, published.json()["version"]) == (201, 2)
        assert (await client.get("/questionnaires/ownership")).json()["questions"][0]["code"] == "mood"
        old = (await client.get("/questionnaires/ownership", params={"version": 1})).json()
        assert old["questions"][0]["code"] == "overall"
        assert (await client.get(path)).json()["questionnaire"]["version"] == 1
        twice = await client.post("/questionnaires/ownership/versions", json=body | {"questions": [question] * 2})
        assert twice.status_code == 422
        assert (await client.get("/questionnaires/nothing")).status_code == 404
    async with delivered.client(cast.foreign_crc) as client:
        assert (await client.get("/questionnaires/ownership")).json()["version"] == 1
        assert (await client.post("/questionnaires/ownership/versions", json=body)).status_code == 403
