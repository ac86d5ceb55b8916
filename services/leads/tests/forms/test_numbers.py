"""Numbers through HTTP on a real database: each is what the dictionary says, and opens its rows."""

import random
from types import SimpleNamespace
from typing import Any

import pytest
from leads.kpi.dictionary import KPIS
from leads.kpi.policy import FLAGS, Dimension

# number of a customer, what happens: the smallest month in which every class of visitor occurs once
VISITS: list[tuple[int | None, dict[str, Any]]] = [
    (1, {"wanted": "E5"}),
    (2, {"wanted": "X5", "transport": "car"}),
    (None, {}),
    (None, {"purpose": "paperwork"}),
    (3, {"purpose": "pick_up"}),
]


async def _rows(house: Any, kpi: str, part: str, **params: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        more = {"cursor": cursor} if cursor else {}
        page = await house.get(house.cast.manager, f"/kpis/{kpi}/rows", part=part, limit=2, **params, **more)
        found += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return found


def _shown(cards: dict[str, Any], *names: str) -> dict[str, tuple[int, int | None]]:
    return {name: (cards[name]["numerator"], cards[name]["denominator"]) for name in names}


async def test_a_month_is_counted_as_the_dictionary_says(house: Any) -> None:
    invited = (await house.online(10, wanted_model="E5"))["lead_id"]
    await house.contact(invited, "B")
    visits = [await house.visit(number, **more) for number, more in VISITS]
    await house.post(house.cast.reception, f"/visits/{visits[0]['id']}/greeting", 200)
    await house.contact(visits[0]["lead_id"], "A")
    await house.leads.advance(days=1)
    await house.visit(10)
    await house.visit(1)
    await house.visit(1)
    cards = await house.numbers()
    assert _shown(
        cards, "traffic_total", "first_visits", "capture_rate", "card_rate", "greeting_rate", "revisit_rate"
    ) == {
        "traffic_total": (7, None),
        "first_visits": (4, None),
        "capture_rate": (2, 3),
        "card_rate": (2, 4),
        "greeting_rate": (1, 7),
        "revisit_rate": (1, 3),
    }
    assert _shown(cards, "new_prospects", "invite_show_rate", "close_rate", "test_drive_rate") == {
        "new_prospects": (2, None),
        "invite_show_rate": (2, 2),
        "close_rate": (0, 2),
        "test_drive_rate": (0, 4),
    }
    assert cards["capture_rate"]["value"] == 0.6667
    assert cards["cancel_rate"]["value"] is None
    sides = {side["side"]: side["numerator"] for side in cards["new_prospects"]["sides"]}
    assert sides == {"showroom": 1, "dcc": 1, "other": 0}
    assert (cards["close_rate"]["standing"], cards["traffic_total"]["standing"]) == ("alarm", "none")


async def test_a_card_counts_when_the_supervisor_confirmed_it(house: Any) -> None:
    visit = await house.visit(1)
    graded = {"outcome": "connected", "level": "A"}
    await house.post(house.cast.manager, f"/leads/{visit['lead_id']}/follow-ups", **graded)
    waits = await house.numbers()
    assert _shown(waits, "new_prospects", "card_rate") == {"new_prospects": (0, None), "card_rate": (0, 1)}
    # Over midnight of the month: what nobody confirmed is not left over either.
    await house.leads.advance(days=25)
    assert (await house.get(house.cast.manager, "/kpis", month="2026-04"))["carried"] == {}
    lead = await house.get(house.cast.manager, f"/leads/{visit['lead_id']}")
    await house.confirm(visit["lead_id"])
    assert _shown(await house.numbers(), "new_prospects") == {"new_prospects": (1, None)}
    assert (await house.get(house.cast.manager, f"/leads/{visit['lead_id']}"))["version"] == lead["version"]
    month = await house.get(house.cast.manager, "/forms/contact-matrix", month="2026-04", adviser_id=lead["owner_id"])
    assert [row["carded_on"] for row in month["rows"]] == ["2026-04-04"]


async def test_leads_and_defeats_of_a_month(house: Any) -> None:
    leads = [(await house.online(number, wanted_model="E5"))["lead_id"] for number in range(1, 5)]
    await house.contact(leads[0], "A")
    await house.contact(leads[1], "B")
    await house.post(house.cast.reception, "/visits", mobile="19900000001")
    await house.lose(leads[1])
    dead = {"reason": "wrong_or_empty_number", "outcome": "invalid"}
    case = await house.post(house.cast.manager, f"/leads/{leads[2]}/loss-cases", **dead)
    await house.post(house.cast.gm, f"/loss-cases/{case['id']}/approval", 200)
    refused = await house.post(house.cast.manager, f"/leads/{leads[3]}/loss-cases", reason="other")
    await house.post(house.cast.gm, f"/loss-cases/{refused['id']}/refusal", 200, note="再联系一次")
    cards = await house.numbers()
    assert _shown(cards, "lead_valid_rate", "lead_arrival_rate", "lead_close_rate", "dcc_card_rate") == {
        "lead_valid_rate": (3, 4),
        "lead_arrival_rate": (1, 3),
        "lead_close_rate": (0, 3),
        "dcc_card_rate": (2, 3),
    }
    assert _shown(cards, "lost_clear_rate", "lost_refused_rate", "trade_in_rate", "close_rate_recent") == {
        "lost_clear_rate": (2, 3),
        "lost_refused_rate": (1, 3),
        "trade_in_rate": (0, 0),
        "close_rate_recent": (0, 0),
    }
    assert (cards["trade_in_rate"]["value"], cards["lost_refused_rate"]["standing"]) == (None, "alarm")
    [row] = await _rows(house, "lost_refused_rate", "numerator")
    assert (row["lead_id"], row["fact"], row["because"]) == (leads[3], "loss", ["refused"])


async def test_replies_and_contacts_in_time(house: Any) -> None:
    quick = (await house.online(1))["lead_id"]
    await house.contact(quick, "H")
    slow = (await house.online(2))["lead_id"]
    late = (await house.online(3))["lead_id"]
    await house.leads.advance(minutes=30)
    await house.contact(slow, "C")
    cards = await house.numbers()
    assert _shown(cards, "response_rate") == {"response_rate": (1, 3)}
    await house.leads.advance(days=4)
    # The hot one was due on day 2, the unanswered one on day 1: neither was called.
    cards = await house.numbers()
    before = _shown(cards, "follow_up_rate")
    assert before == {"follow_up_rate": (2, 4)}
    await house.contact(quick, "A")
    assert _shown(await house.numbers(), "follow_up_rate") == before
    assert {row["lead_id"] for row in await _rows(house, "follow_up_rate", "denominator")} == {quick, slow, late}


async def test_the_snapshot_decides_what_was_carried_over(house: Any) -> None:
    old = (await house.online(1))["lead_id"]
    await house.contact(old, "A")
    dead = (await house.online(2))["lead_id"]
    await house.contact(dead, "B")
    ungraded = (await house.online(3))["lead_id"]
    await house.leads.advance(days=25)
    # Regraded, lost and graded in April: none of it changes what April started with.
    await house.contact(old, "H")
    await house.lose(dead)
    await house.contact(ungraded, "C")
    board = await house.get(house.cast.manager, "/kpis", month="2026-04")
    cards = {card["id"]: card for card in board["kpis"]}
    assert board["carried"] == {"A": 1, "B": 1}
    assert _shown(cards, "lost_rate", "close_rate_carried", "close_rate_new", "new_prospects") == {
        "lost_rate": (1, 3),
        "close_rate_carried": (0, 2),
        "close_rate_new": (0, 1),
        "new_prospects": (1, None),
    }
    assert cards["new_prospects"]["previous"]["numerator"] == 2
    before = {card["id"]: card for card in (await house.get(house.cast.manager, "/kpis", month="2026-02"))["kpis"]}
    assert (before["close_rate"]["snapshot_missing"], before["close_rate"]["value"]) == (True, None)
    trend = await house.get(house.cast.manager, "/kpis/new_prospects/trend", months=3)
    assert [(one["month"], one["numerator"]) for one in trend["months"]] == [
        ("2026-02", 0),
        ("2026-03", 2),
        ("2026-04", 1),
    ]
    assert trend["average"] == 2.0
    months = await house.get(house.cast.manager, "/month-snapshots")
    assert [(one["month"], one["levels"]) for one in months] == [
        ("2026-04-01", {"A": 1, "B": 1, "N": 1}),
        ("2026-03-01", {}),
    ]


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_every_number_is_its_rows(house: Any, seed: int) -> None:
    """A month of chance: counts, sides and groups agree with the rows, and what is `within` is a part of the whole."""
    dice = random.Random(seed)
    leads: list[str] = []
    for _ in range(14):
        match dice.randrange(5):
            case 0:
                leads.append((await house.online(dice.randrange(8), wanted_model=dice.choice(["E5", "X7"])))["lead_id"])
            case 1 | 2:
                number = dice.choice([None, *range(8)])
                visit = await house.visit(number, purpose=dice.choice(["new_car", "service", "follow_up"]))
                leads += [visit["lead_id"]] if visit["lead_id"] else []
            case 3 if leads:
                lead_id = leads.pop(dice.randrange(len(leads)))
                await house.lose(lead_id)
            case _ if leads:
                lead_id = dice.choice(leads)
                async with house.leads.client(house.cast.manager) as client:
                    body = {"outcome": "connected", "level": dice.choice("HABC")}
                    await client.post(f"/leads/{lead_id}/follow-ups", json=body)
                if dice.randrange(3):
                    await house.confirm(lead_id)
        await house.leads.advance(hours=dice.randrange(1, 60))
    for month in ("2026-03", "2026-04"):
        cards = await house.numbers(month=month)
        for kpi in KPIS:
            await _agrees(house, kpi, cards[kpi.id], month)


async def _agrees(house: Any, kpi: Any, card: dict[str, Any], month: str) -> None:
    above = await _rows(house, kpi.id, "numerator", month=month)
    assert len(above) == card["numerator"] == sum(side["numerator"] for side in card["sides"]), kpi.id
    assert len({row["id"] for row in above}) == len(above)
    if kpi.denominator is not None:
        below = await _rows(house, kpi.id, "denominator", month=month)
        assert len(below) == card["denominator"], kpi.id
        if kpi.within:
            assert {row["id"] for row in above} <= {row["id"] for row in below}, kpi.id
    by = await house.get(house.cast.manager, f"/kpis/{kpi.id}/breakdown", by="model", month=month)
    assert sum(group["numerator"] for group in by["groups"]) == card["numerator"]
    for group in by["groups"][:1]:
        chosen = {"model": group["key"]} if group["key"] else {"nobody": "model"}
        assert len(await _rows(house, kpi.id, "numerator", month=month, **chosen)) == group["numerator"]


async def test_numbers_need_few_statements(house: Any) -> None:
    await house.visit(1)
    with house.leads.sql_count() as count:
        await house.get(house.cast.manager, "/kpis")
    assert count["total"] <= 12, count
    with house.leads.sql_count() as count:
        await house.get(house.cast.manager, "/kpis/close_rate/trend", months=13)
    assert count["total"] <= 7, count
    with house.leads.sql_count() as count:
        await house.get(house.cast.manager, "/kpis/traffic_total/rows")
    assert count["total"] <= 5, count


async def test_who_sees_which_numbers(house: Any, cast: SimpleNamespace) -> None:
    mine = await house.visit(1, owner_id=cast.adviser.id)
    await house.visit(2, owner_id=cast.adviser2.id)
    own = await house.get(cast.adviser, "/kpis/traffic_total/rows")
    assert [row["id"] for row in own["items"]] == [mine["id"]]
    assert own["items"][0]["mobile_masked"] == "199****0001"
    board = await house.get(cast.adviser, "/kpis")
    assert board["kpis"][0]["numerator"] == 1
    theirs = await house.get(cast.foreign_manager, "/kpis")
    assert theirs["kpis"][0]["numerator"] == 0
    by = await house.get(cast.gm, "/kpis/traffic_total/breakdown", by="adviser")
    assert {(group["name"], group["numerator"]) for group in by["groups"]} == {("陈晓", 1), ("周宁", 1)}
    await house.get(cast.parts, "/kpis", 403)
    unknown = await house.get(cast.manager, "/kpis/happiness/rows", 404)
    assert unknown["code"] == "kpi_unknown"
    none = await house.get(cast.manager, "/kpis/traffic_total/rows", 422, part="denominator")
    assert none["code"] == "kpi_without_denominator"
    for month in ("2026-13", "26-03", "2026-3"):
        await house.get(cast.manager, "/kpis", 422, month=month)


async def test_the_funnel_ends_where_leads_were_lost(house: Any) -> None:
    first = await house.visit(1)
    await house.visit(2)
    online = (await house.online(3))["lead_id"]
    await house.lose(online)
    await house.leads.advance(hours=1)
    await house.contact(first["lead_id"], "A")
    funnel = await house.get(house.cast.manager, "/sales-funnel")
    stages = {stage["stage"]: (stage["reached"], stage["lost"], stage["share"]) for stage in funnel["stages"]}
    assert stages["new"] == (3, 1, 1.0)
    assert stages["visited"] == (2, 0, 0.6667)
    assert stages["delivered"] == (0, 0, 0.0)


def test_the_dictionary_holds_together() -> None:
    assert len({kpi.id for kpi in KPIS}) == len(KPIS)
    for kpi in KPIS:
        for part in kpi.parts:
            assert set(part.flags) <= set(FLAGS[part.fact])
        assert kpi.formula_zh
        assert kpi.formula_en
    assert len(Dimension) == 7
