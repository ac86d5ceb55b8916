"""The forms as they stand on a sheet: headings from the one list of columns, cells in Chinese words."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from leads.form.columns import CARD_END, CARD_FRONT
from leads.form.heads import car_text
from leads.form.policy import DayMark
from leads.form.schemas import (
    CardDeal,
    ContactMatrix,
    ContactMatrixRow,
    ContactNote,
    CustomerCardOut,
    DailyReport,
    DailyReportRow,
    FormColumn,
    FormHead,
    SignOffOut,
    VisitRegisterForm,
    VisitRegisterRow,
    VisitStatistics,
)
from leads.form.wording import source_word, tick, word, words, yes
from leads.form.workbook import Heading, Sheet
from leads.setting.numbers import RegisterLayout

Phones = dict[UUID, str]
"""Numbers in clear by customer; empty when the export is masked."""

TITLES = {
    "visit_register": "来店（电）登记表",
    "daily_report": "营业日报表",
    "contact_matrix": "意向客户接触状况表",
    "customer_card": "客户信息卡",
    "visit_statistics": "展厅来店（电）统计表",
}


def sheets_of(form: FormHead, zone: ZoneInfo, phones: Phones, mark: str) -> list[Sheet]:
    """`mark` is the last line of every page: who took it out, when."""
    match form:
        case VisitRegisterForm():
            return [_register(form, zone, phones, mark)]
        case DailyReport():
            return [_report(form, zone, phones, mark)]
        case ContactMatrix():
            return [_matrix(form, zone, phones, mark)]
        case VisitStatistics():
            return _statistics(form, zone, mark)
        case CustomerCardOut():
            return _card(form, zone, phones, mark)
    raise TypeError(type(form).__name__)


def _headings(columns: Sequence[FormColumn]) -> list[Heading]:
    return [Heading(column.zh, column.group_zh or "", column.width) for column in columns]


def _table(columns: Sequence[FormColumn], rows: Sequence[dict[str, str | int]]) -> list[list[str | int]]:
    return [[row.get(column.key, "") for column in columns] for row in rows]


def _signatures(form: FormHead, zone: ZoneInfo) -> list[str]:
    latest: dict[str, SignOffOut] = {}
    for one in reversed(form.sign_offs):
        latest[one.post] = one
    lines = ["   ".join(f"{word('post', post)}:{_signed(latest.get(post), zone)}" for post in form.signers)]
    remarks = [f"主管指示事项（{one.signed_by_name or ''}）：{one.remark}" for one in latest.values() if one.remark]
    return [*(line for line in lines if form.signers), *remarks]


def _signed(one: SignOffOut | None, zone: ZoneInfo) -> str:
    if one is None:
        return "________"
    changed = "" if one.current else "（签核后有变更）"
    return f"{one.signed_by_name or ''} {_at(one.signed_at, zone)}{changed}"


def _at(instant: datetime, zone: ZoneInfo, pattern: str = "%Y-%m-%d %H:%M") -> str:
    return instant.astimezone(zone).strftime(pattern)


def _clock(instant: datetime | None, zone: ZoneInfo) -> str:
    return _at(instant, zone, "%H:%M") if instant else ""


def _phone(row: Any, phones: Phones) -> str:
    return phones.get(row.customer_id) or row.mobile_masked or ""


def _register(form: VisitRegisterForm, zone: ZoneInfo, phones: Phones, mark: str) -> Sheet:
    make = _desk if form.layout is RegisterLayout.DESK else _system
    totals = form.totals
    sums = (
        f"来店 {totals.visits} 批 {totals.people} 人   来电 {totals.calls}   "
        f"首次 {totals.first}   再次 {totals.again}   "
        f"留档 {totals.captured}   看车未留档 {totals.uncaptured}   非意向 {totals.other}   "
        f"试驾 {totals.test_drives}   报价 {totals.quotes}"
    )
    return Sheet(
        name=TITLES[form.form],
        title=f"{form.store_name} {TITLES[form.form]}",
        above=[f"日期：{form.subject_on}"],
        headings=_headings(form.columns),
        rows=_table(form.columns, [make(row, zone, phones) for row in form.rows]),
        below=[f"当日合计：{sums}", *_signatures(form, zone), mark],
    )


def _desk(row: VisitRegisterRow, zone: ZoneInfo, phones: Phones) -> dict[str, str | int]:
    return {
        "arrived": _clock(row.arrived_at, zone),
        "left": _clock(row.left_at, zone),
        "people": 1 + row.companions,
        "transport": word("transport", row.transport),
        "adviser_name": row.adviser_name or "",
        "customer_name": row.customer_name or "",
        "mobile": _phone(row, phones),
        "purpose": word("purpose", row.purpose),
        "frequency": "初" if row.first_time else "再",
        "series": row.series,
        "trim": row.trim or "",
        "colour": row.colour or "",
        "level": row.level or "",
        "rivals": row.rivals,
        "reception": words("reception", list(row.reception)),
        "captured": yes(row.captured),
        "note": row.note,
    }


def _system(row: VisitRegisterRow, zone: ZoneInfo, phones: Phones) -> dict[str, str | int]:
    return {
        "registered": _at(row.arrived_at, zone),
        "brand": row.brand or "",
        "series": row.series,
        "source": source_word(row.source),
        "kind": word("kind", row.kind),
        "level": row.level or "",
        "customer_name": row.customer_name or "",
        "gender": word("gender", row.gender),
        "mobile": _phone(row, phones),
        "landline": row.landline_masked or "",
        "test_driven": yes("test_drive" in row.reception),
        "specialist": row.specialist_name or "",
        "area": row.area or "",
        "arrived": _clock(row.arrived_at, zone),
        "left": _clock(row.left_at, zone),
        "stay": row.stay_minutes if row.stay_minutes is not None else "",
        "companions": row.companions,
        "first": yes(row.first_time),
        "has_car": "是" if row.present_car else "",
        "present_car": row.present_car or "",
        "adviser_name": row.adviser_name or "",
        "reception": words("reception", list(row.reception)),
    }


def _report(form: DailyReport, zone: ZoneInfo, phones: Phones, mark: str) -> Sheet:
    foot = form.footer
    held = "  ".join(f"{code} {count}" for code, count in foot.prospects.items())
    return Sheet(
        name=TITLES[form.form],
        title=f"{form.store_name} {TITLES[form.form]}",
        above=[f"日期：{form.subject_on}   销售顾问：{form.adviser_name}"],
        headings=_headings(form.columns),
        rows=_table(form.columns, [_activity(seq, row, zone, phones) for seq, row in enumerate(form.rows, 1)]),
        below=[
            f"本日止意向客户数：{held}  合计 {foot.prospects_total}",
            f"本日止保有客户数：自销 {foot.owners_own}  他销 {foot.owners_other}",
            f"本日访问客户数：{foot.contacted_today}   本月访问累计：{foot.contacted_month}",
            *_signatures(form, zone),
            mark,
        ],
    )


def _activity(seq: int, row: DailyReportRow, zone: ZoneInfo, phones: Phones) -> dict[str, str | int]:
    said = [_said(one, zone) for one in row.contacts]
    return {
        "seq": seq,
        "customer_name": row.customer_name,
        "series": row.series,
        "mobile": _phone(row, phones),
        "area": row.area or "",
        "source": source_word(row.source),
        "purpose": word("aim", row.purpose),
        "level_before": row.level_before,
        "level_now": row.level_now,
        "procedure": "手续" if row.ordered else "管理",
        "carried": tick(row.carried),
        "fresh": tick(not row.carried),
        "phoned": tick(row.phoned),
        "met": tick(row.met),
        "course": "\n".join(said) if said else "（计划未执行）",
    }


def _said(one: ContactNote, zone: ZoneInfo) -> str:
    what = word("method", one.method) if one.method == "showroom" else word("outcome", one.outcome)
    return f"{_clock(one.at, zone)} {what} {one.note}".strip()


def _matrix(form: ContactMatrix, zone: ZoneInfo, phones: Phones, mark: str) -> Sheet:
    total = form.summary
    levels = "  ".join(f"{code} {count}" for code, count in sorted(total.levels.items()))
    sources = "  ".join(f"{code} {count}" for code, count in sorted(total.sources.items()))
    return Sheet(
        name=TITLES[form.form],
        title=f"{form.store_name} {form.month} {TITLES[form.form]}",
        above=[f"销售顾问：{form.adviser_name}   * 为计划接触日，字母为接触后级别"],
        headings=_headings(form.columns),
        rows=_table(form.columns, [_month(seq, row, phones) for seq, row in enumerate(form.rows, 1)]),
        below=[
            f"上月留存 {total.carried}（成交 {total.carried_sold} / 战败 {total.carried_lost}）",
            f"本月新增 {total.fresh}（成交 {total.fresh_sold} / 战败 {total.fresh_lost}）",
            f"月末留存 {total.kept}:{levels}",
            f"来源：{sources}   计划接触 {total.planned}，已执行 {total.planned_made}",
            "来源代码：R-VIP推荐  B-基盘  S-来店/电  I-内部情报  E-员工购车  P-展示会",
            *_signatures(form, zone),
            mark,
        ],
    )


def _month(seq: int, row: ContactMatrixRow, phones: Phones) -> dict[str, str | int]:
    days: dict[str, str | int] = {f"day_{one.day}": DayMark(one.planned, one.level).text for one in row.days}
    return {
        "seq": seq,
        "customer_name": row.customer_name,
        "mobile": _phone(row, phones),
        "series": row.series,
        "source": row.source_letter,
        "carded_on": row.carded_on.strftime("%m-%d") if row.carded_on else "",
        "level_start": row.level_start or "",
        "result": word("result", row.result),
        "level_end": row.level_end or "",
        **days,
    }


def _statistics(form: VisitStatistics, zone: ZoneInfo, mark: str) -> list[Sheet]:
    parts = (
        ("分时", form.by_hour, lambda key: f"{int(key):02d}:00"),
        ("分日", form.by_day, str),
        ("分来源", form.by_source, lambda key: "未留档" if key == "unknown" else source_word(key)),
    )
    sheets = []
    for name, rows, label in parts:
        lines = [{**row.model_dump(exclude={"key"}), "label": label(row.key)} for row in rows]
        lines.append({**form.total.model_dump(exclude={"key"}), "label": "合计"})
        sheets.append(
            Sheet(
                name=name,
                title=f"{form.store_name} {form.day or form.month} {TITLES[form.form]}({name})",
                headings=_headings(form.columns),
                rows=_table(form.columns, lines),
                below=[*_signatures(form, zone), mark],
                landscape=False,
            )
        )
    return sheets


def _card(form: CustomerCardOut, zone: ZoneInfo, phones: Phones, mark: str) -> list[Sheet]:
    values = card_values(form, phones)
    pairs = [
        (group[0], [(column.zh, values.get(column.key, "")) for column in columns])
        for group, columns in (*CARD_FRONT, *CARD_END)
    ]
    front = Sheet(
        name="正面",
        title=f"{form.store_name} {TITLES[form.form]}",
        headings=(),
        rows=(),
        pairs=pairs,
        below=[*_signatures(form, zone), mark],
        landscape=False,
    )
    back = Sheet(
        name="反面",
        title=f"{TITLES[form.form]} 接触记录 {form.name} {form.code}",
        headings=_headings(form.contact_columns),
        rows=_table(form.contact_columns, [_contact(one, zone) for one in form.contacts]),
        below=[mark],
    )
    return [front, back]


def _contact(one: Any, zone: ZoneInfo) -> dict[str, str | int]:
    outcome = word("outcome", one.outcome)
    return {
        "on": _at(one.at, zone, "%Y-%m-%d"),
        "method": word("method", one.method),
        "content": " ".join(part for part in (outcome, one.note) if part),
        "questions": words("objection", one.objections),
        "countermeasure": one.countermeasure,
        "level": one.level,
        "next_on": _at(one.next_contact_at, zone) if one.next_contact_at else "",
        "advice": one.advice,
    }


def card_values(form: CustomerCardOut, phones: Phones) -> dict[str, str]:
    """The fields of the card's front in words."""
    own = form.fields
    values = {
        "level": form.level or "",
        "code": form.code,
        "name": form.name,
        "wanted": form.wanted,
        "close_reason": form.close_reason or "",
        "family": own.family or "",
        "workplace": own.employer or "",
        "occupation": own.profession or "",
        "hobbies": "、".join(own.hobbies),
        "main_user": word("main_user", own.main_user),
        "explicit_need": "、".join(own.explicit_needs),
        "implicit_need": "、".join(own.implicit_needs),
        "character": own.personality or "",
        "told_need": own.first_reception,
        "rivals": "、".join(car_text(rival.brand, rival.model) for rival in own.competitors),
        "other_points": "、".join(f"{one.relation} {word('decision_role', one.role)}" for one in own.decision_makers),
        "plan": own.plan,
        "buying_power": word("buying_power", own.buying_power),
        "carded_on": _date(form.carded_on),
        "gender": word("gender", form.gender),
        "age": str(form.this_year - own.birthday.year) if own.birthday else "",
        "mobile": phones.get(form.customer_id) or form.mobile_masked or "",
        "wechat": form.wechat_masked or "",
        "email": form.email_masked or "",
        "id_kind": "身份证" if form.id_no_masked else "",
        "id_no": form.id_no_masked or "",
        "concerns": words("concern", own.concerns),
        "main_purpose": word("main_purpose", own.purpose),
        "purchase_type": word("purchase_type", own.purchase_type),
        "budget": _budget(own.budget_min_fen, own.budget_max_fen),
        "decision": word("decision", own.decision_cycle),
        "closing": word("closing", form.closing),
        "closed_on": _date(form.closed_on),
    }
    return values | (_deal(form.deal) if form.deal else {})


def _deal(deal: CardDeal) -> dict[str, str]:
    return {
        "deal_model": deal.model,
        "deal_colour": deal.colour or "",
        "vin": deal.vin or "",
        "plated_on": _date(deal.plated_on),
        "plate": deal.plate or "",
        "insurance": deal.insurer or "",
        "accessories": "、".join(deal.accessories),
    }


def _date(day: date | None) -> str:
    return day.isoformat() if day else ""


def _budget(low: int | None, high: int | None) -> str:
    ends = [f"{fen / 1_000_000:g}" for fen in (low, high) if fen is not None]
    return f"{'–'.join(dict.fromkeys(ends))} 万元" if ends else ""
