"""What stands in cells, and what columns mean: tables of cases, and whatever else may stand there."""

import contextlib
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leads.bulk_import import headings
from leads.bulk_import.cells import date_of, gender_of, kind_of, numbers_of, text_of, year_of
from leads.bulk_import.faults import harmless
from leads.bulk_import.policy import ColumnTarget
from leads.bulk_import.reading import Rules, read_row
from leads.bulk_import.schemas import ImportOptions
from leads.bulk_import.sheets import SheetRefused, open_sheet

CN = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("cell", "numbers", "fault"),
    [
        ("19900000001", ["+8619900000001"], None),
        ("１９９ ００００ ０００１", ["+8619900000001"], None),
        ("+86 199-0000-0001", ["+8619900000001"], None),
        ("'19900000001", ["+8619900000001"], None),
        ('="19900000001"', ["+8619900000001"], None),
        (19900000001, ["+8619900000001"], None),
        (19900000001.0, ["+8619900000001"], None),
        ("19900000001.0", ["+8619900000001"], None),
        ("1.9900000001E+10", ["+8619900000001"], None),
        ("1.99E+10", [], "mobile_rounded"),
        ("1.99e10", [], "mobile_rounded"),
        ("1.990000E+10", [], "mobile_rounded"),
        (19900000000, [], "mobile_rounded"),
        (1.99e10, [], "mobile_rounded"),
        ("199000000", [], "mobile_unreadable"),
        ("不详", [], "mobile_unreadable"),
        ("9500013800138000", [], "number_relay"),
        ("4008001234", [], "number_relay"),
        ("02155550100", ["+862155550100"], None),
        ("19900000001/19900000002", ["+8619900000001", "+8619900000002"], None),
        ("无", [], None),
        ("#N/A", [], None),
        (None, [], None),
        (True, [], None),
    ],
)
def test_numbers(cell: Any, numbers: list[str], fault: str | None) -> None:
    found = numbers_of(cell, "CN")
    assert [one.e164 for one in found.found] == numbers
    assert found.fault == fault


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2026-03-05", (2026, 3, 5, 0, 0)),
        ("2026/3/5 9:05", (2026, 3, 5, 9, 5)),
        ("2026年3月5日", (2026, 3, 5, 0, 0)),
        ("2026年3月5日 下午2:30", (2026, 3, 5, 14, 30)),
        ("2026.3.5", (2026, 3, 5, 0, 0)),
        ("20260305", (2026, 3, 5, 0, 0)),
        ("20260305143000", (2026, 3, 5, 14, 30)),
        ("2026-03-05T14:30:00", (2026, 3, 5, 14, 30)),
        ("２０２６－０３－０５", (2026, 3, 5, 0, 0)),
        ("31/12/2025", (2025, 12, 31, 0, 0)),
        ("12/31/2025", (2025, 12, 31, 0, 0)),
        (46086, (2026, 3, 5, 0, 0)),
        ("46086.5", (2026, 3, 5, 12, 0)),
        (date(2026, 3, 5), (2026, 3, 5, 0, 0)),
        (datetime(2026, 3, 5, 8), (2026, 3, 5, 8, 0)),  # noqa: DTZ001 - as a workbook has it
    ],
)
def test_dates(cell: Any, day: tuple[int, ...]) -> None:
    assert date_of(cell, CN) == datetime(*day, tzinfo=CN)  # type: ignore[misc]  # five numbers


@pytest.mark.parametrize("cell", ["3/4/2026", "2026-02-30", "2026-13-01", "昨天", "26-3-5", "", None, "99999999"])
def test_what_is_no_date_is_none(cell: Any) -> None:
    assert date_of(cell, CN) is None


def test_small_words() -> None:
    assert [gender_of(word)[0] for word in ("男", "先生", "Female", "女士", "2", "不详")] == [
        "male", "male", "female", "female", "female", None,
    ]  # fmt: skip
    assert [kind_of(word) for word in ("试驾预约", "置换", "我要卖车", "购车", "???")] == [
        "test_drive", "trade_in", "sell", "buy", None,
    ]  # fmt: skip
    assert [year_of(cell) for cell in ("2026款", 2025, "二零二六")] == [2026, 2025, None]
    assert [text_of(cell) for cell in ("  王　小明 ", "n/a", 12.0, 1.5, None, "a_x000D_b")] == [
        "王 小明", "", "12", "1.5", "", "a b",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["=1+1", "+86199", "-1", "@SUM(A1)"])
def test_no_cell_of_the_error_file_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize(
    ("titles", "meant"),
    [
        (["姓名", "手机号", "意向车型"], ["name", "mobile", "model"]),
        (["客户名称(必填)", "联系电话*", "备用电话"], ["name", "mobile", "other_phone"]),
        (["电话", "电话", "备注", "说明"], ["mobile", "other_phone", "comments", "comments"]),
        (["Full Name", "Mobile Phone", "E-mail", "Remarks"], ["name", "mobile", "email", "comments"]),
        (["线索ID", "留资时间", "来源渠道", "销售顾问"], ["external_id", "requested_at", "source", "adviser"]),
        (["天气", "星座"], [None, None]),
    ],
)
def test_headings(titles: list[str], meant: list[str | None]) -> None:
    columns = headings.propose(titles, [], remembered={}, region="CN")
    assert [column.target for column in columns] == meant


def test_without_headings_the_contents_tell() -> None:
    rows = [["王一", "19900000001", "a@example.com", "男"], ["王二", "19900000002", "b@example.com", "女"]]
    assert headings.heading_row(list(enumerate(rows, 1))) is None
    columns = headings.propose([], rows, remembered={}, region="CN")
    assert [column.target for column in columns] == [None, "mobile", "email", "gender"]
    assert columns[1].samples == ("199****0001", "199****0002")
    assert columns[2].samples[0] == "a***@example.com"


def test_what_the_store_chose_before_comes_first() -> None:
    chosen = {"昵称": ColumnTarget.NAME, "手机号": None}
    columns = headings.propose(["昵称", "手机号", "电话"], [], remembered=chosen, region="CN")
    assert [(column.target, column.why) for column in columns] == [
        ("name", "remembered"), (None, "remembered"), ("mobile", "heading"),
    ]  # fmt: skip


ANYTHING = st.one_of(
    st.none(), st.text(max_size=60), st.integers(), st.floats(), st.booleans(), st.datetimes(), st.dates()
)
RULES = Rules(
    columns=dict(enumerate(ColumnTarget)),
    options=ImportOptions(basis="consent", provenance="车展"),  # type: ignore[arg-type]  # read from its value
    heading_row=1,
    headings=("姓名",),
    region="CN",
    timezone=CN,
    now=datetime(2026, 3, 10, tzinfo=UTC),
    sender="import",
)


@given(st.lists(ANYTHING, max_size=20))
def test_every_row_has_an_answer(row: list[Any]) -> None:
    read = read_row(RULES, 7, row)
    assert sum(part is not None for part in (read.prospect, read.refusal, read.skip)) == 1
    if read.prospect is not None:
        one = read.prospect
        assert all(len(text) <= 200 for text in (one.name, one.city or "", one.wanted.model or ""))
        assert any(point.key for point in one.points)
        assert "\x00" not in f"{one.name}{one.comments}{one.wanted.make}"


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    with contextlib.suppress(SheetRefused):
        assert all(number >= 1 for number, _ in open_sheet(content).rows())
