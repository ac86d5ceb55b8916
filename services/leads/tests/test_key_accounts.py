"""Key accounts: the company's file, its tree, people and fleet, plan, visits, agreements, evaluations."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leads.key_account import policy
from leads.key_account.policy import Grading, ReviewKind
from service_defaults.identity import Principal
from service_defaults.testkit.service import ServiceHarness

GRADING = Grading(64, 27, 8, {"A": 14, "B": 30, "C": 60, "D": 90})
NOW = datetime(2026, 3, 10, 2, 5, tzinfo=UTC)


async def call(
    leads: ServiceHarness, who: Principal, method: str, path: str, body: Any = None, **headers: str
) -> tuple[int, Any]:
    async with leads.client(who, **headers) as client:
        answer = await client.request(method, path, json=body)
    return answer.status_code, answer.json() if answer.content else None


async def opened(leads: ServiceHarness, who: Principal, number: int, **more: Any) -> Any:
    body = {"name": f"远山物流{number}有限公司", "mobile": f"1990000{number:04d}", "contact_name": "贺先生", **more}
    status, account = await call(leads, who, "POST", "/key-accounts", body)
    assert status == 201, account
    return account


async def changed(leads: ServiceHarness, who: Principal, account: Any, body: Any) -> tuple[int, Any]:
    tag = {"If-Match": f'"{account["version"]}"'}
    return await call(leads, who, "PATCH", f"/key-accounts/{account['id']}", body, **tag)


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ((None, 5, 5), "U"),
        ((5, 5, 5), "A"),
        ((4, 4, 4), "A"),
        ((3, 3, 3), "B"),
        ((2, 2, 2), "C"),
        ((1, 1, 5), "D"),
    ],
    ids=str,
)
def test_the_class_follows_from_need_power_and_willingness(ratings: tuple[Any, ...], expected: str) -> None:
    assert policy.class_of(policy.product_of(*ratings), GRADING) == expected


@given(st.tuples(*[st.integers(1, 5)] * 3), st.integers(0, 2))
def test_a_better_rating_never_lowers_the_class(ratings: tuple[int, int, int], which: int) -> None:
    better = list(ratings)
    better[which] = min(5, better[which] + 1)
    order = "DCBA"
    before = policy.class_of(policy.product_of(*ratings), GRADING)
    after = policy.class_of(policy.product_of(*better), GRADING)
    assert order.index(after) >= order.index(before)
    assert policy.next_visit_at(after, NOW, GRADING) <= policy.next_visit_at(before, NOW, GRADING)


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.sampled_from(ReviewKind))
def test_every_day_lies_in_exactly_one_period(day: date, kind: ReviewKind) -> None:
    start = policy.period_start(kind, day)
    end = policy.period_end(kind, start)
    assert start <= day < end
    assert policy.period_start(kind, end - timedelta(days=1)) == start
    assert policy.period_start(kind, end) == end


@given(st.lists(st.integers(0, 9), min_size=2, max_size=10))
def test_a_ring_is_found_in_any_tree(parents: list[int]) -> None:
    ids = [UUID(int=n) for n in range(len(parents))]
    tree: Mapping[UUID, UUID | None] = {
        ids[n]: ids[parent % n] if n else None for n, parent in enumerate(parents)
    }  # every node hangs under an earlier one
    for node in ids:
        assert policy.makes_a_ring(ids[0], node, tree)
        assert not policy.makes_a_ring(node, ids[0], tree) or node == ids[0]


async def test_a_company_is_worked_by_plan(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    account = await opened(leads, cast.adviser, 801)
    assert (account["stage"], account["account_class"], account["owner_name"]) == ("collected", "U", "陈晓")
    status, account = await changed(leads, cast.adviser, account, {"need": 5, "power": 4, "willingness": 4})
    assert (status, account["account_class"], account["product"], account["stage"]) == (200, "A", 80, "classified")
    assert account["next_visit_at"] == (leads.now + timedelta(days=14)).isoformat().replace("+00:00", "Z")

    base = f"/key-accounts/{account['id']}"
    contact = {"mobile": "19900000802", "name": "贺采购", "role": "buyer", "title": "采购经理"}
    status, account = await call(leads, cast.adviser, "POST", base + "/contacts", contact)
    assert [one["name"] for one in account["contacts"]] == ["贺采购"]
    assert account["contacts"][0]["mobile_masked"] == "199****0802"
    assert (await call(leads, cast.adviser, "POST", base + "/contacts", contact))[0] == 409
    fleet = {"make": "东辰", "model": "轻卡", "units": 30, "replace_on": "2027-06-30"}
    status, account = await call(leads, cast.adviser, "POST", base + "/fleet", fleet)
    assert account["fleet_units"] == 30

    plan = {"target_units": 10, "target_visits": 12, "strategy": "先换五台行政用车"}
    status, account = await call(leads, cast.adviser, "PUT", base + "/plans/2026", plan)
    assert (account["plan"]["target_units"], account["plan"]["units_permille"]) == (10, 0)
    when = (leads.now + timedelta(hours=3)).isoformat()
    body = {"planned_at": when, "purpose": "演示新能源方案"}
    status, account = await call(leads, cast.adviser, "POST", base + "/visits", body)
    status, day = await call(leads, cast.adviser, "GET", "/today")
    assert [(item["appointment"]["kind"], item["wanted"]) for item in day["items"] if item["appointment"]] == [
        ("key_account_visit", "演示新能源方案")
    ]
    visit = account["visits"][0]
    report = {"result": "progress", "summary": "已约试驾", "stage": "developing"}
    status, account = await call(leads, cast.adviser, "POST", f"{base}/visits/{visit['id']}/result", report)
    assert (account["stage"], account["plan"]["visits"], account["plan"]["visits_permille"]) == ("developing", 1, 83)
    again = await call(leads, cast.adviser, "POST", f"{base}/visits/{visit['id']}/result", report)
    assert (again[0], again[1]["code"]) == (409, "key_account_visit_done")

    status, life = await call(leads, cast.adviser, "GET", f"/customers/{account['customer_id']}/timeline")
    assert {"key_account_opened", "key_account_classified", "key_account_planned", "key_account_visited"} <= {
        item["kind"] for item in life["items"]
    }


async def test_an_agreement_and_the_years_evaluation(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    account = await opened(leads, cast.adviser, 811)
    base = f"/key-accounts/{account['id']}"
    terms = {"agreement_no": "KJ-2026-01", "valid_from": "2026-01-01", "valid_until": "2026-12-31", "target_units": 8}
    refused, _ = await call(leads, cast.adviser, "POST", base + "/agreements", terms)
    assert refused == 403
    status, account = await call(leads, cast.manager, "POST", base + "/agreements", terms)
    assert (status, account["agreements"][0]["live"], account["agreement_until"]) == (201, True, "2026-12-31")
    status, problem = await call(leads, cast.manager, "POST", base + "/agreements", terms)
    assert (status, problem["code"]) == (409, "key_account_agreement_no_taken")
    backwards = terms | {"agreement_no": "KJ-2026-02", "valid_until": "2025-12-31"}
    status, problem = await call(leads, cast.manager, "POST", base + "/agreements", backwards)
    assert (status, problem["errors"][0]["pointer"]) == (422, "/valid_until")
    ending = f"{base}/agreements/{account['agreements'][0]['id']}/ending"
    status, account = await call(leads, cast.manager, "POST", ending, {"reason": "对方改由集团采购"})
    assert (account["agreements"][0]["live"], account["agreement_until"]) == (False, None)

    status, draft = await call(leads, cast.adviser, "GET", base + "/review-draft?kind=quarter&day=2026-03-10")
    assert (draft["starts_on"], draft["ends_on"], draft["written"]) == ("2026-01-01", "2026-03-31", False)
    assert draft["figures"]["ordered"] == 0
    review = {"kind": "quarter", "day": "2026-03-10", "satisfaction": 4, "loyalty": 3, "judgement": "有望"}
    status, account = await call(leads, cast.manager, "POST", base + "/reviews", review)
    assert [(one["kind"], one["starts_on"], one["written_by_name"]) for one in account["reviews"]] == [
        ("quarter", "2026-01-01", "许岚")
    ]
    status, problem = await call(leads, cast.manager, "POST", base + "/reviews", review | {"day": "2026-02-01"})
    assert (status, problem["code"]) == (409, "key_account_review_known")
    status, problem = await call(leads, cast.manager, "POST", base + "/reviews", review | {"day": "2027-02-01"})
    assert (status, problem["code"]) == (422, "key_account_review_too_early")


async def test_the_tree_has_no_rings(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    group = await opened(leads, cast.adviser, 821)
    branch = await opened(leads, cast.adviser, 822, parent_id=group["id"])
    assert branch["parent_name"] == group["name"]
    status, problem = await changed(leads, cast.adviser, group, {"parent_id": branch["id"]})
    assert (status, problem["code"]) == (422, "key_account_parent_invalid")
    _, page = await call(leads, cast.adviser, "GET", f"/key-accounts/{group['id']}")
    assert [one["id"] for one in page["children"]] == [branch["id"]]
    status, _ = await changed(leads, cast.adviser, group, {"need": 9})
    assert status == 422
    status, _ = await changed(leads, cast.adviser, group | {"version": 99}, {"need": 3})
    assert status == 412


async def test_who_sees_a_company_and_who_is_known_already(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    account = await opened(leads, cast.adviser, 831)
    path = f"/key-accounts/{account['id']}"
    for stranger in (cast.adviser2, cast.foreign_manager):
        assert (await call(leads, stranger, "GET", path))[0] == 404
        assert (await call(leads, stranger, "POST", path + "/fleet", {"make": "a", "model": "b", "units": 1}))[0] == 404
    assert (await call(leads, cast.parts, "GET", path))[0] == 403
    again = {"customer_id": account["customer_id"]}
    status, problem = await call(leads, cast.adviser, "POST", "/key-accounts", again)
    assert (status, problem["code"]) == (409, "key_account_known")
    other = await opened(leads, cast.adviser2, 832)
    mine = {"mobile": "19900000831", "name": "某人", "role": "user"}
    status, problem = await call(leads, cast.adviser2, "POST", f"/key-accounts/{other['id']}/contacts", mine)
    assert (status, problem["code"]) == (409, "customer_known")
    assert "陈晓" in problem["detail"]


async def test_the_list_is_one_page_of_few_statements(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    for number in range(841, 846):
        await opened(leads, cast.adviser, number)
    with leads.sql_count() as few:
        status, page = await call(leads, cast.manager, "GET", "/key-accounts?limit=3")
    assert (status, len(page["items"])) == (200, 3)
    assert few["total"] <= 4
    status, rest = await call(leads, cast.manager, "GET", f"/key-accounts?limit=3&cursor={page['next_cursor']}")
    seen = [item["id"] for item in page["items"] + rest["items"]]
    assert len(seen) == len(set(seen)) == 5
    status, hit = await call(leads, cast.manager, "GET", "/key-accounts?query=0843")
    assert [item["name"] for item in hit["items"]] == ["远山物流843有限公司"]
