"""The forms through HTTP on a real database: rows, headings, signatures, spreadsheets."""

import io
from types import SimpleNamespace
from typing import Any

from leads.form import columns
from openpyxl import load_workbook

DESK = (
    "到 离 来店人数 来店工具 销售顾问 顾客姓名 联系电话 来店目的 来店频率 "
    "意向车别 型号 颜色 级别 竞品对比 接待经过 接待结果（信息留存） 备注"
)
SYSTEM = (
    "登记时间 品牌 意向车型 客户来源 类型 意向级别 姓名 性别 手机 家用电话 "
    "是否试驾 试驾专员 地域 进店时间 离店时间 停留时间 随行人数 是否首次来店 客户是否有车 客户现有车型 业务员 接待经过"
)
DAILY = (
    "序号 客户姓名 车型 电话 区域 信息来源 目的 级别（原有） 级别（现在） 手续/管理 "
    "上月留存 本月新增 电话 拜访 访问经过"
)
BACK = "日期 方法 内容 客户反馈问题 应对措施 更新级别 下次预约时间 展厅主管建议"


def _headings(some: Any) -> str:
    return " ".join(column.zh for column in some)


def test_the_headings_are_those_of_the_trade() -> None:
    assert _headings(columns.REGISTER_DESK) == DESK
    assert _headings(columns.REGISTER_SYSTEM) == SYSTEM
    assert _headings(columns.DAILY_REPORT) == DAILY
    matrix = _headings(columns.CONTACT_MATRIX).split()
    assert matrix[:7] == ["序号", "姓名", "电话", "意向车型", "来源", "建卡日", "上月末级别"]
    assert matrix[7:38] == [str(day) for day in range(1, 32)]
    assert matrix[38:] == ["月末结果", "次月转入"]
    assert _headings(columns.CARD_CONTACTS) == BACK
    front = [column.zh for _, part in columns.CARD_FRONT for column in part]
    assert {"制卡日期", "意向级别", "编码", "姓名", "年龄", "家庭情况", "购车关注点", "购买类型", "明示需求"} <= set(
        front
    )


async def _export(house: Any, who: Any, status: int = 200, **body: Any) -> Any:
    answer = await house.send(who, "POST", "/forms/exports", status, **body)
    return load_workbook(io.BytesIO(answer.content)) if status == 200 else answer.json()


async def test_the_register_of_a_day(house: Any, cast: SimpleNamespace) -> None:
    first = await house.visit(1, name="=HYPERLINK(1)", transport="car", rivals="星途 X3", companions=2, wanted="E5")
    await house.post(house.cast.reception, f"/visits/{first['id']}/departure", 200)
    await house.visit(None, note="+86 只看不留")
    await house.visit(2, kind="phone")
    await house.visit(3, purpose="paperwork")
    form = await house.get(cast.reception, "/forms/visit-register")
    assert [row["captured"] for row in form["rows"]] == [True, False, True, True]
    assert form["rows"][0]["stay_minutes"] == 0
    assert (form["rows"][0]["transport"], form["rows"][0]["series"], form["rows"][0]["level"]) == ("car", "E5", "N")
    totals = {key: form["totals"][key] for key in ("visits", "calls", "people", "captured", "uncaptured", "other")}
    assert totals == {"visits": 3, "calls": 1, "people": 5, "captured": 1, "uncaptured": 1, "other": 1}
    await house.leads.advance(days=1)
    # What the day says is what it said: a later grade belongs to a later day.
    await house.contact(first["lead_id"], "H")
    again = await house.get(cast.supervisor, "/forms/visit-register", day="2026-03-10")
    assert again["content_hash"] == form["content_hash"]
    assert (await house.get(cast.reception, "/forms/visit-register"))["rows"] == []
    page = (await _export(house, cast.reception, form="visit_register", subject_on="2026-03-10")).active
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert cells[0][0] == "星河路店 来店（电）登记表"
    assert [cells[2][0], *cells[2][2:17]] == ["在店时段", *DESK.split()[2:]]
    assert cells[3][:2] == ["到", "离"]
    assert cells[4][:8] == ["10:05", "10:05", 3, "驾车", form["rows"][0]["adviser_name"], *cells[4][5:8]]
    assert cells[4][5:8] == ["=HYPERLINK(1)", "199****0001", "咨询新车"]
    named = page["F5"]
    assert (named.data_type, named.quotePrefix) == ("s", True)
    assert page.page_setup.orientation == "landscape"
    system = (
        await _export(house, cast.reception, form="visit_register", subject_on="2026-03-10", layout="system")
    ).active
    assert [cell.value for cell in system[3]] == SYSTEM.split()


async def test_the_register_is_the_whole_stores(house: Any, cast: SimpleNamespace) -> None:
    await house.get(cast.adviser, "/forms/visit-register", 403)
    body = {"form": "visit_register", "content_hash": "0" * 64}
    refused = await house.post(cast.adviser, "/forms/sign-offs", 403, **body)
    assert refused["code"] == "not_a_signer"
    unknown = await _export(house, cast.adviser, 404, form="visit_register")
    assert unknown["code"] == "form_unknown"
    await house.visit(1)
    assert (await house.get(cast.foreign_manager, "/forms/visit-register"))["rows"] == []


async def test_a_signature_covers_what_was_seen(house: Any, cast: SimpleNamespace) -> None:
    visit = await house.visit(None)
    form = await house.get(cast.supervisor, "/forms/visit-register")
    assert (form["signers"], form["my_post"]) == (["reception", "supervisor", "manager"], "supervisor")
    seen = {"form": "visit_register", "subject_on": "2026-03-10", "content_hash": form["content_hash"]}
    signed = await house.post(cast.supervisor, "/forms/sign-offs", remark="看车未留档的请补问", **seen)
    assert (signed["post"], signed["current"]) == ("supervisor", True)
    await house.post(cast.reception, f"/visits/{visit['id']}/identification", 200, mobile="19900000009")
    changed = await house.get(cast.supervisor, "/forms/visit-register")
    assert [(one["current"], one["remark"]) for one in changed["sign_offs"]] == [(False, "看车未留档的请补问")]
    refused = await house.post(cast.manager, "/forms/sign-offs", 409, **seen)
    assert refused["code"] == "form_changed"
    await house.post(cast.manager, "/forms/sign-offs", **{**seen, "content_hash": changed["content_hash"]})
    both = await house.get(cast.supervisor, "/forms/visit-register")
    assert [(one["post"], one["current"]) for one in both["sign_offs"]] == [("manager", True), ("supervisor", False)]


async def test_an_advisers_day(house: Any, cast: SimpleNamespace) -> None:
    lead = (await house.visit(1, owner_id=cast.adviser.id, wanted="E5"))["lead_id"]
    await house.contact(
        lead, "A", who=cast.adviser, note="约周末试驾", objections=["price"], countermeasure="给出金融方案"
    )
    await house.leads.advance(days=7)
    due = await house.get(cast.adviser, "/forms/daily-report")
    assert [(row["planned"], row["contacts"], row["purpose"]) for row in due["rows"]] == [(True, [], "promote")]
    await house.contact(lead, "H", who=cast.adviser, method="visit")
    form = await house.get(cast.adviser, "/forms/daily-report")
    row = form["rows"][0]
    assert (row["level_before"], row["level_now"], row["planned"], row["met"], row["phoned"]) == (
        "A",
        "H",
        True,
        True,
        False,
    )
    assert form["footer"]["prospects"] == {"H": 1, "A": 0, "B": 0, "C": 0}
    assert (form["footer"]["contacted_today"], form["footer"]["contacted_month"]) == (1, 2)
    first = await house.get(cast.supervisor, "/forms/daily-report", day="2026-03-10", adviser_id=cast.adviser.id)
    assert [(row["purpose"], row["level_before"], row["level_now"]) for row in first["rows"]] == [("develop", "N", "A")]
    assert first["footer"]["prospects"]["A"] == 1
    page = (
        await _export(house, cast.supervisor, form="daily_report", subject_on="2026-03-10", adviser_id=cast.adviser.id)
    ).active
    assert [cell.value for cell in page[4]][10:14] == ["上月留存", "本月新增", "电话", "拜访"]
    assert set(page["O5"].value.split("\n")) == {"10:05 到店", "10:05 已接通 约周末试驾"}
    refused = await house.get(cast.adviser, "/forms/daily-report", 404, adviser_id=cast.adviser2.id)
    assert refused["code"] == "form_unknown"
    await house.get(cast.foreign_adviser, "/forms/daily-report", 404, adviser_id=cast.adviser.id)


async def test_the_matrix_fills_itself(house: Any, cast: SimpleNamespace) -> None:
    lead = (await house.visit(1, owner_id=cast.adviser.id, wanted="E5"))["lead_id"]
    await house.contact(lead, "A", who=cast.adviser)
    lost = (await house.visit(2, owner_id=cast.adviser.id))["lead_id"]
    await house.contact(lost, "C", who=cast.adviser)
    await house.leads.advance(days=8)
    await house.contact(lead, "B", who=cast.adviser)
    form = await house.get(cast.adviser, "/forms/contact-matrix")
    row = next(row for row in form["rows"] if row["lead_id"] == lead)
    marks = {day["day"]: f"{'*' if day['planned'] else ''}{day['level'] or ''}" for day in row["days"]}
    # The plan of the 11th was overtaken on the 10th. That of the 17th was met a day late; the next stands in April.
    assert marks == {10: "A", 17: "*", 18: "B"}
    assert (row["carried"], row["source_letter"], row["carded_on"], row["result"]) == (
        False,
        "S",
        "2026-03-10",
        "running",
    )
    await house.leads.advance(days=20)
    await house.contact(lead, "H", who=cast.adviser)
    await house.lose(lost)
    march = await house.get(cast.adviser, "/forms/contact-matrix", month="2026-03")
    assert {(row["lead_id"], row["result"], row["level_end"]) for row in march["rows"]} == {
        (lead, "kept", "B"),
        (lost, "kept", "C"),
    }
    april = await house.get(cast.adviser, "/forms/contact-matrix")
    by_lead = {row["lead_id"]: row for row in april["rows"]}
    assert (by_lead[lead]["level_start"], by_lead[lost]["level_start"], by_lead[lost]["result"]) == ("B", "C", "lost")
    assert {key: april["summary"][key] for key in ("carried", "carried_lost", "fresh", "kept")} == {
        "carried": 2,
        "carried_lost": 1,
        "fresh": 0,
        "kept": 1,
    }
    assert len(april["columns"]) == 7 + 30 + 2
    page = (await _export(house, cast.adviser, form="contact_matrix", subject_on="2026-03-01")).active
    assert page["Q4"].value == "A"


async def test_the_card_front_and_back(house: Any, cast: SimpleNamespace) -> None:
    visit = await house.visit(1, name="王小明", owner_id=cast.adviser.id, wanted="E5")
    logged = await house.contact(
        visit["lead_id"], "A", who=cast.adviser, objections=["price", "own_word"], countermeasure="给出金融方案"
    )
    await house.post(
        cast.supervisor, f"/follow-ups/{logged['follow_up']['id']}/advice", 200, advice="请客户带家人再来一次"
    )
    card = await house.get(cast.adviser, f"/customers/{visit['customer_id']}/card-form")
    assert (card["name"], card["level"], card["mobile_masked"]) == ("王小明", "A", "199****0001")
    assert [(one["method"], one["countermeasure"], one["advice"]) for one in card["contacts"]] == [
        ("phone", "给出金融方案", "请客户带家人再来一次"),
        ("showroom", "", ""),
    ]
    path = f"/follow-ups/{logged['follow_up']['id']}/advice"
    await house.post(cast.supervisor, path, 200, countermeasure="改推 36 期方案")
    await house.post(cast.supervisor, path, 422)
    await house.post(cast.adviser, path, 403, advice="自己写")
    again = (await house.get(cast.adviser, f"/customers/{visit['customer_id']}/card-form"))["contacts"][0]
    assert (again["countermeasure"], again["advice"]) == ("改推 36 期方案", "请客户带家人再来一次")
    book = await _export(house, cast.adviser, form="customer_card", customer_id=visit["customer_id"])
    assert book.sheetnames == ["正面", "反面"]
    assert [cell.value for cell in book["反面"][2]] == BACK.split()
    assert book["反面"]["D3"].value == "价格、own_word"
    await house.get(cast.adviser2, f"/customers/{visit['customer_id']}/card-form", 404)
    missing = await _export(house, cast.adviser, 422, form="customer_card")
    assert missing["code"] == "form_subject_missing"


async def test_numbers_in_clear_need_a_post_and_a_reason(house: Any, cast: SimpleNamespace) -> None:
    visit = await house.visit(1)
    asked = {"form": "visit_register", "contacts": "clear"}
    assert (await _export(house, cast.reception, 403, reason="核对", **asked))["code"] == "clear_contacts_denied"
    assert (await _export(house, cast.supervisor, 422, **asked))["code"] == "reason_required"
    page = (await _export(house, cast.supervisor, reason="当日回访核对", **asked)).active
    assert page["G5"].value == "19900000001"
    reveals = await house.get(cast.manager, f"/customers/{visit['customer_id']}/reveals")
    assert [(one["reason"], one["note"], one["actor_name"]) for one in reveals] == [
        ("form_export", "来店（电）登记表 当日回访核对", "高峰")
    ]


async def test_statistics_by_hour_day_and_source(house: Any, cast: SimpleNamespace) -> None:
    await house.visit(1)
    await house.leads.advance(hours=3)
    await house.visit(None)
    await house.visit(2, kind="phone")
    form = await house.get(cast.marketing, "/forms/visit-statistics")
    assert [(row["key"], row["visits"], row["calls"]) for row in form["by_hour"]] == [("10", 1, 0), ("13", 1, 1)]
    assert [(row["key"], row["visits"]) for row in form["by_day"]] == [("2026-03-10", 2)]
    assert {row["key"]: row["visits"] for row in form["by_source"]} == {"walk_in": 1, "unknown": 1, "other": 0}
    assert (form["total"]["captured"], form["total"]["uncaptured"]) == (1, 1)
    one = await house.get(cast.marketing, "/forms/visit-statistics", day="2026-03-11")
    assert (one["total"]["visits"], one["signers"]) == (0, [])
    book = await _export(house, cast.reception, form="visit_statistics", subject_on="2026-03-01")
    assert book.sheetnames == ["分时", "分日", "分来源"]


async def test_forms_need_few_statements(house: Any, cast: SimpleNamespace) -> None:
    for number in range(1, 6):
        visit = await house.visit(number, owner_id=cast.adviser.id)
        await house.contact(visit["lead_id"], "A", who=cast.adviser)
    limits = {"/forms/visit-register": 7, "/forms/daily-report": 12, "/forms/contact-matrix": 10}
    for path, limit in limits.items():
        with house.leads.sql_count() as count:
            await house.get(cast.manager, path)
        assert count["total"] <= limit, (path, count)
