"""Saved views: one's own, shared with a team or the store, changed by whom they belong to."""

from typing import Any

import httpx
import pytest
from gateway.testkit import House
from service_defaults.ids import new_id

VIEWS = "/api/v1/gateway/saved-views"
FILTERS = {"level": ["H", "A"], "next_contact": "today", "overdue": True, "silent_days": 7}


async def saved(client: httpx.AsyncClient, name: str = "H级未邀约", **more: object) -> dict[str, Any]:
    body = {"list_code": "leads", "name": name, "filters": FILTERS, "sort": "risk", "columns": ["level", "name"]}
    answer = await client.post(VIEWS, json={**body, **more}, headers={"Idempotency-Key": str(new_id())})
    assert answer.status_code == 201, answer.text
    view: dict[str, Any] = answer.json()
    return view


async def names(client: httpx.AsyncClient, list_code: str = "leads") -> list[str]:
    answer = await client.get(VIEWS, params={"list_code": list_code})
    return [view["name"] for view in answer.json()["items"]]


async def test_who_sees_a_view(house: House) -> None:
    async with house.browser("advisor") as advisor, house.browser("colleague") as colleague:
        own = await saved(advisor, "我的")
        assert (own["filters"], own["sort"], own["columns"]) == (FILTERS, "risk", ["level", "name"])
        assert (own["mine"], own["changeable"]) == (True, True)
        team = await saved(advisor, "一组的", sharing="team")
        refused = await advisor.post(VIEWS, json={"list_code": "leads", "name": "全店", "sharing": "store"})
        assert (refused.status_code, refused.json()["code"]) == (403, "sharing_too_wide")
        assert await names(colleague) == ["一组的"]
        assert (await colleague.get(f"{VIEWS}/{own['id']}")).status_code == 404
        assert (await colleague.get(f"{VIEWS}/{team['id']}")).json()["owner_name"] == "员工advisor"
    async with house.browser("floor") as floor, house.browser("manager") as manager:
        assert await names(floor) == [], "no member of the team"
        await saved(manager, "全店的", sharing="store")
        assert await names(floor) == ["全店的"]
        assert await names(floor, "customers") == []
        assert await names(manager) == ["一组的", "全店的"], "a manager of the store sees its teams' views"
    async with house.browser("far_manager") as far:
        assert await names(far) == []
        gone = await far.patch(f"{VIEWS}/{team['id']}", json={"name": "x"}, headers={"If-Match": '"1"'})
        assert gone.status_code == 404


async def test_who_changes_a_view(house: House) -> None:
    async with house.browser("advisor") as advisor:
        view = await saved(advisor, "要改的", sharing="team")
        path = f"{VIEWS}/{view['id']}"
        assert (await advisor.patch(path, json={"name": "改了"})).status_code == 428
        async with house.browser("colleague") as colleague:
            refused = await colleague.patch(path, json={"name": "改了"}, headers={"If-Match": '"1"'})
            assert (refused.status_code, refused.json()["code"]) == (403, "saved_view_not_yours")
            assert (await colleague.delete(path)).status_code == 403
        async with house.browser("dcc_lead") as lead:
            changed = await lead.patch(path, json={"sort": None, "columns": ["owner"]}, headers={"If-Match": '"1"'})
            assert (changed.status_code, changed.headers["etag"]) == (200, '"2"')
            assert (changed.json()["sort"], changed.json()["columns"], changed.json()["filters"]) == (
                None,
                ["owner"],
                FILTERS,
            )
        stale = await advisor.patch(path, json={"name": "晚了"}, headers={"If-Match": '"1"'})
        assert stale.status_code == 412


async def test_a_removed_view_comes_back(house: House) -> None:
    async with house.browser("advisor") as advisor:
        view = await saved(advisor, "删错了")
        path = f"{VIEWS}/{view['id']}"
        assert (await advisor.delete(path)).status_code == 204
        assert "删错了" not in await names(advisor)
        assert (await advisor.get(path)).status_code == 404
        async with house.browser("colleague") as colleague:
            assert (await colleague.post(f"{path}/restoration")).status_code == 404
        back = await advisor.post(f"{path}/restoration")
        assert (back.status_code, back.json()["name"]) == (200, "删错了")
        assert "删错了" in await names(advisor)
        assert (await advisor.post(f"{path}/restoration")).status_code == 404
        await advisor.delete(path)
    house.wall.pass_time(hours=25)
    async with house.browser("advisor") as advisor:
        await saved(advisor, "后来的")
        assert (await advisor.post(f"{path}/restoration")).status_code == 404


async def test_what_one_sees_first(house: House) -> None:
    async with house.browser("colleague") as colleague, house.browser("advisor") as advisor:
        view = await saved(advisor, "大家先看", sharing="team")
        path = "/api/v1/gateway/list-preferences/leads"
        chosen = {"default_view_id": view["id"], "columns": ["name", "level"]}
        assert (await colleague.put(path, json=chosen)).json() == {"list_code": "leads", **chosen}
        told = (await colleague.get(VIEWS, params={"list_code": "leads"})).json()
        assert told["preferences"] == [{"list_code": "leads", **chosen}]
        assert told["may_share"] == ["me", "team"]
        assert (await advisor.get(VIEWS)).json()["preferences"] == [], "everybody's own"
        await advisor.patch(f"{VIEWS}/{view['id']}", json={"sharing": "me"}, headers={"If-Match": '"1"'})
        told = (await colleague.get(VIEWS, params={"list_code": "leads"})).json()
        assert told["preferences"][0]["default_view_id"] is None, "not shared any more"
        own = await saved(advisor, "自己的")
        hidden = await colleague.put(path, json={"default_view_id": own["id"]})
        assert (hidden.status_code, hidden.json()["code"]) == (404, "saved_view_not_found")


BAD: list[tuple[dict[str, Any], str]] = [
    ({"name": ""}, "/name"),
    ({"name": "长" * 41}, "/name"),
    ({"list_code": "secrets"}, "/list_code"),
    ({"filters": {f"f{number}": "x" for number in range(41)}}, "/filters"),
    ({"filters": {"level": ["x"] * 51}}, "/filters/level"),
    ({"filters": {"level": {"deep": 1}}}, "/filters/level"),
    ({"columns": ["a"] * 41}, "/columns"),
    ({"columns": ["<b>"]}, "/columns/0"),
    ({"sharing": "world"}, "/sharing"),
    ({"position": -1}, "/position"),
    ({"owner_id": str(new_id())}, "/owner_id"),
]


@pytest.mark.parametrize(("body", "pointer"), BAD, ids=[pointer for _, pointer in BAD])
async def test_what_a_view_may_hold(house: House, body: dict[str, Any], pointer: str) -> None:
    async with house.browser("advisor") as advisor:
        answer = await advisor.post(VIEWS, json={"list_code": "leads", "name": "x", **body})
        assert answer.status_code == 422, answer.text
        assert answer.json()["errors"][0]["pointer"].startswith(pointer)


async def test_there_is_an_end_to_views(house: House) -> None:
    async with house.browser("far_advisor") as far:
        for number in range(30):
            await saved(far, f"视图{number}")
        full = await far.post(VIEWS, json={"list_code": "leads", "name": "再来一个"})
        assert (full.status_code, full.json()["code"]) == (409, "too_many_views")
        assert len(await names(far)) == 30
        await saved(far, "别的列表", list_code="customers")
