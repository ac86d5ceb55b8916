"""Organisation: who may change what, and that every change is told with a rising revision."""

from datetime import UTC, datetime, timedelta

import pytest
from contracts.gateway import DutyChanged, StaffChanged, StoreChanged, TeamChanged
from gateway.testkit import PASSWORD, House, credentials

ORG = "/api/v1/gateway"


def newcomer(house: House, username: str, **more: object) -> dict[str, object]:
    return {
        "store_id": str(house.stores[0].id),
        "name": "新人",
        "username": username,
        "roles": ["sales_advisor"],
        **more,
    }


async def test_what_was_set_up_was_told(house: House) -> None:
    stores = await house.harness.events(StoreChanged)
    staff = await house.harness.events(StaffChanged)
    assert {event.store_id for event in stores} == {store.id for store in house.stores}
    assert {"advisor", "admin"} <= {event.username for event in staff}
    assert [event.name for event in await house.harness.events(TeamChanged)][:1] == ["一组"]


async def test_a_manager_engages_somebody_who_can_then_sign_in(house: House) -> None:
    async with house.browser("manager") as client:
        answer = await client.post(f"{ORG}/staff", json=newcomer(house, "xiaolin", password=PASSWORD))
        assert answer.status_code == 201, answer.text
        assert answer.headers["etag"] == '"1"'
        taken = await client.post(f"{ORG}/staff", json=newcomer(house, "xiaolin"))
        assert (taken.status_code, taken.json()["code"]) == (409, "username_taken")
        assert taken.json()["errors"][0]["pointer"] == "/username"
    async with house.visitor() as client:
        assert (await client.post(f"{ORG}/sessions", json=credentials("xiaolin"))).status_code == 201


async def test_leaving_ends_sessions_and_is_told(house: House) -> None:
    async with house.browser("manager") as client:
        made = (await client.post(f"{ORG}/staff", json=newcomer(house, "leaver", password=PASSWORD))).json()
        async with house.phone("leaver") as phone:
            change = {"active": False}
            path = f"{ORG}/staff/{made['id']}"
            assert (await client.patch(path, json=change)).status_code == 428
            assert (await client.patch(path, json=change, headers={"If-Match": '"7"'})).status_code == 412
            changed = await client.patch(path, json=change, headers={"If-Match": '"1"'})
            assert changed.json()["revision"] == 2
            await house.settle()
            assert (await phone.get(f"{ORG}/me")).status_code == 401
        shown = {}
        for status in ("active", "inactive", "all"):
            page = (await client.get(f"{ORG}/staff", params={"status": status})).json()
            shown[status] = {row["username"] for row in page["items"]}
        assert "leaver" in shown["inactive"] & shown["all"] - shown["active"]
        assert "manager" in shown["active"] & shown["all"] - shown["inactive"]
        assert (await client.get(f"{ORG}/staff", params={"status": "gone"})).status_code == 422
    told = [event for event in await house.harness.events(StaffChanged) if event.username == "leaver"]
    assert [(event.active, event.revision) for event in told] == [(True, 1), (False, 2)]


async def test_a_new_post_counts_for_the_next_request(house: House) -> None:
    async with house.browser("manager") as client:
        made = (await client.post(f"{ORG}/staff", json=newcomer(house, "riser", password=PASSWORD))).json()
        async with house.phone("riser") as phone:
            assert (await phone.get("/api/v1/leads/leads")).json()["headers"]["authorization"].startswith("Bearer ")
            before = (await phone.get("/api/v1/leads/leads")).json()["headers"]["authorization"]
            change = {"roles": ["floor_supervisor"]}
            await client.patch(f"{ORG}/staff/{made['id']}", json=change, headers={"If-Match": '"1"'})
            await house.settle()
            after = (await phone.get("/api/v1/leads/leads")).json()["headers"]["authorization"]
            assert before != after
            assert (await phone.get(f"{ORG}/me")).json()["scope"] == "store"


@pytest.mark.parametrize(
    ("who", "method", "path", "body", "status"),
    [
        ("advisor", "POST", "/staff", {}, 403),
        ("advisor", "POST", "/teams", {}, 403),
        ("manager", "POST", "/stores", {"name": "新店", "brand": "b", "city": "c", "address": "a", "phone": "1"}, 403),
        ("admin", "POST", "/stores", {"name": "新店", "brand": "b", "city": "c", "address": "a", "phone": "1"}, 201),
        ("admin", "POST", "/stores", {"name": "坏店"}, 422),
        ("manager", "POST", "/organisation/republication", None, 403),
        ("admin", "POST", "/organisation/republication", None, 202),
    ],
)
async def test_posts_decide(house: House, who: str, method: str, path: str, *, body: object, status: int) -> None:
    async with house.browser(who) as client:
        answer = await client.request(method, ORG + path, json=body)
    assert answer.status_code == status, answer.text


async def test_another_store_does_not_exist(house: House) -> None:
    far = house.stores[1].id
    async with house.browser("manager") as client:
        assert (await client.get(f"{ORG}/stores/{far}")).status_code == 404
        person = f"{ORG}/staff/{house.staff_id('far_advisor')}"
        assert (await client.get(person)).status_code == 404
        assert (await client.patch(person, json={"name": "x"}, headers={"If-Match": '"1"'})).status_code == 404
        other = await client.post(f"{ORG}/staff", json=newcomer(house, "smuggled", store_id=str(far)))
        assert other.status_code == 404
        names = {row["username"] for row in (await client.get(f"{ORG}/staff")).json()["items"]}
        assert "advisor" in names
        assert "far_advisor" not in names
    async with house.browser("admin") as client:
        assert (await client.get(f"{ORG}/stores/{far}")).status_code == 200


async def test_only_the_group_makes_group_administrators(house: House) -> None:
    async with house.browser("manager") as client:
        answer = await client.post(f"{ORG}/staff", json=newcomer(house, "climber", roles=["group_admin"]))
        assert (answer.status_code, answer.json()["code"]) == (403, "group_only")
        admin = house.staff_id("admin")
        change = await client.patch(f"{ORG}/staff/{admin}", json={"name": "x"}, headers={"If-Match": '"1"'})
        assert change.status_code == 403
        assert (await client.put(f"{ORG}/staff/{admin}/password", json={"password": PASSWORD})).status_code == 403


async def test_the_staff_list_pages(house: House) -> None:
    async with house.browser("admin") as client:
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            params = {"limit": "3"} | ({"cursor": cursor} if cursor else {})
            answer = await client.get(f"{ORG}/staff", params=params)
            assert answer.status_code == 200, answer.text
            page = answer.json()
            seen += [row["username"] for row in page["items"]]
            cursor = page["next_cursor"]
        assert seen == sorted(set(seen))
        advisors = (await client.get(f"{ORG}/staff", params={"role": "sales_advisor"})).json()["items"]
        assert {"advisor", "colleague", "far_advisor"} <= {row["username"] for row in advisors}
        assert (await client.get(f"{ORG}/staff", params={"cursor": "nonsense"})).status_code == 400


async def test_a_roster_is_kept_by_the_week(house: House) -> None:
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    path = f"{ORG}/stores/{house.stores[0].id}/duty-roster?monday=2026-11-25"
    shift = {
        "staff_id": str(house.staff_id("advisor")),
        "starts_at": (monday + timedelta(hours=1)).isoformat(),
        "ends_at": (monday + timedelta(hours=10)).isoformat(),
    }
    async with house.browser("floor") as client:
        empty = await client.get(path)
        assert empty.json()["monday"] == "2026-11-23"
        assert len(empty.json()["days"]) == 7
        kept = await client.put(
            path, json={"days": [{"day": "2026-11-23", "shifts": [shift]}]}, headers={"If-Match": empty.headers["etag"]}
        )
        assert kept.status_code == 200, kept.text
        assert kept.json()["days"][0]["shifts"][0]["staff_name"] == "员工advisor"
        stale = await client.put(path, json={"days": []}, headers={"If-Match": '"0"'})
        assert stale.status_code == 412
        stranger = shift | {"staff_id": str(house.staff_id("far_advisor"))}
        for shifts in ([stranger], [shift, shift], [shift | {"ends_at": shift["starts_at"]}]):
            bad = {"days": [{"day": "2026-11-23", "shifts": shifts}]}
            refused = await client.put(path, json=bad, headers={"If-Match": kept.headers["etag"]})
            assert (refused.status_code, refused.json()["code"]) == (422, "shift_invalid")
    told = await house.harness.events(DutyChanged)
    assert [(str(event.day), len(event.shifts), event.revision) for event in told] == [("2026-11-23", 1, 1)]


async def test_leave_is_told_once(house: House) -> None:
    async with house.browser("floor") as client:
        path = f"{ORG}/staff/{house.staff_id('colleague')}/leave"
        assert (await client.put(path, json={"on_leave": True})).json()["on_leave"] is True
        await client.put(path, json={"on_leave": True})
        await client.put(path, json={"on_leave": False})
    told = [event for event in await house.harness.events(StaffChanged) if event.username == "colleague"]
    assert {event.revision: event.on_leave for event in told} == {1: False, 2: True, 3: False}


async def test_republishing_tells_the_same_revisions_again(house: House) -> None:
    before = {(event.staff_id, event.revision) for event in await house.harness.events(StaffChanged)}
    async with house.browser("admin") as client:
        told = (await client.post(f"{ORG}/organisation/republication")).json()["events"]
    after = await house.harness.events(StaffChanged)
    assert told >= len(house.people)
    assert {(event.staff_id, event.revision) for event in after} == before
