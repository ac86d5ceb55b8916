"""A map applied to what partners send: pure, by tables and by chance."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leads.partner_map.document import MAX_DEPTH, DocumentRefused, read_json
from leads.partner_map.paths import PathUnreadable, find, read_path
from leads.partner_map.policy import apply, row_faults
from leads.partner_map.presets import BY_CODE, PRESETS
from leads.partner_map.reading import lead_of
from leads.partner_map.schemas import PartnerMapBody, Target
from leads.partner_map.trying import try_out
from pydantic import ValidationError


def chart(*fields: dict[str, Any], **more: Any) -> PartnerMapBody:
    base = [{"target": "id", "paths": ["id"]}, {"target": "mobile", "paths": ["tel"], "transform": "mobile"}]
    return PartnerMapBody.model_validate({"fields": [*base, *fields], **more})


def one(body: PartnerMapBody, record: object, target: str) -> tuple[str | None, str | None]:
    [read] = apply(body, read_json(json.dumps(record).encode()))
    found = next(field for field in read.fields if field.target == target)
    return found.value, found.fault


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a", [1]),
        ("b.c", [2]),
        ("list[1]", ["y"]),
        ("list[*]", ["x", "y"]),
        ("['a key']", [3]),
        ('b["d.e"]', [4]),
        ("inner.f", ["5"]),
        ("list[9]", []),
        ("a.b.c", []),
        ("nothing", []),
        ("", None),
    ],
)
def test_paths(path: str, found: list[Any] | None) -> None:
    document = {"a": 1, "b": {"c": 2, "d.e": 4}, "list": ["x", "y"], "a key": 3, "inner": '{"f": 5}'}
    assert find(document, read_path(path)) == ([document] if found is None else found)


@pytest.mark.parametrize(
    "path", [".", "a.", ".a", "a..b", "a[", "a[-1]", "a[x]", "a['b]", "[0]a", "a.[0]", "x" * 201, ".".join("a" * 13)]
)
def test_what_is_no_path(path: str) -> None:
    with pytest.raises(PathUnreadable):
        read_path(path)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "not_json"),
        (b"{", "not_json"),
        (b'{"a": NaN}', "not_a_number"),
        (b"[-Infinity]", "not_a_number"),
        (b'{"a": 1, "a": 2}', "duplicate_key"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "too_deep"),
        (b"[" * 100_000, "too_deep"),
        (b"[" + b"1," * 20_000 + b"1]", "too_many_values"),
        (b"\xff\xff\xff", "encoding_unreadable"),
    ],
)
def test_documents_that_cannot_be_read(body: bytes, code: str) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_json(body)
    assert refused.value.code == code
    assert refused.value.sentence("zh") != refused.value.sentence("en")


def test_long_ids_keep_every_digit_and_old_encodings_are_read() -> None:
    assert read_json('{"编号": 6831434361875726350, "大": 1e400}'.encode("gb18030")) == {
        "编号": "6831434361875726350",
        "大": "1e400",
    }


@pytest.mark.parametrize(
    ("rule", "record", "value", "fault"),
    [
        ({"target": "name", "paths": ["n"]}, {"n": " 王 小明 "}, "王 小明", None),
        ({"target": "name", "paths": ["n"]}, {"n": "未命名"}, None, "nothing_found"),
        ({"target": "name", "paths": ["n", "m"]}, {"n": "-", "m": "李芳"}, "李芳", None),
        ({"target": "name", "paths": ["n"]}, {"n": "a\x00b\ud800c"}, "abc", "characters_removed"),
        ({"target": "name", "paths": ["n"]}, {"n": {"x": 1}}, None, "not_a_value"),
        ({"target": "name", "paths": ["n"]}, {"n": "长" * 300}, "长" * 200, "too_long"),
        ({"target": "name", "paths": ["n"], "default": "客户"}, {}, "客户", None),
        ({"target": "phone", "paths": ["p"], "transform": "mobile"}, {"p": "１９９００００００１"}, "1990000001", None),
        ({"target": "phone", "paths": ["p"], "transform": "mobile"}, {"p": 19900000001.0}, "19900000001", None),
        ({"target": "phone", "paths": ["p"], "transform": "mobile"}, {"p": "1.9900000001E+10"}, "19900000001", None),
        ({"target": "phone", "paths": ["p"], "transform": "mobile"}, {"p": "1.99E+10"}, None, "number_rounded"),
        (
            {"target": "requested_at", "paths": ["t"], "transform": "epoch_seconds"},
            {"t": "1590567259"},
            "2020-05-27T08:14:19Z",
            None,
        ),
        (
            {"target": "requested_at", "paths": ["t"], "transform": "epoch_millis"},
            {"t": 1590567259000},
            "2020-05-27T08:14:19Z",
            None,
        ),
        (
            {"target": "requested_at", "paths": ["t"], "transform": "epoch_seconds"},
            {"t": 1590567259000},
            None,
            "time_out_of_range",
        ),
        (
            {"target": "requested_at", "paths": ["t"], "transform": "epoch_seconds"},
            {"t": "gestern"},
            None,
            "not_a_time",
        ),
        (
            {"target": "requested_at", "paths": ["t"], "transform": "date_time", "format": "%Y/%m/%d %H:%M"},
            {"t": "2026/03/10 10:05"},
            "2026-03-10T02:05:00Z",
            None,
        ),
        (
            {"target": "requested_at", "paths": ["t"], "transform": "date_time", "zone": "UTC"},
            {"t": "2026-03-10T10:05:00"},
            "2026-03-10T10:05:00Z",
            None,
        ),
        (
            {"target": "requested_at", "paths": ["t"], "transform": "date_time"},
            {"t": "0000-00-00 00:00:00"},
            None,
            "not_a_time",
        ),
        (
            {"target": "city", "paths": ["c"], "transform": "split", "separator": "+", "part": 1},
            {"c": "江苏+镇江"},
            "镇江",
            None,
        ),
        (
            {"target": "city", "paths": ["c"], "transform": "split", "separator": "+", "part": 3},
            {"c": "江苏+镇江"},
            None,
            "part_missing",
        ),
        (
            {"target": "comments", "paths": ["a", "b[*]"], "transform": "join", "separator": "；"},
            {"a": "试驾", "b": ["价格", "价格", "油耗"]},
            "试驾；价格；油耗",
            None,
        ),
        (
            {"target": "comments", "paths": ["d"], "transform": "json_text"},
            {"d": '{"意向车型": ["X5", "X7"]}'},
            "意向车型：X5、X7",
            None,
        ),
        ({"target": "campaign", "transform": "constant", "value": "春季"}, {}, "春季", None),
        ({"target": "year", "paths": ["y"]}, {"y": "2026款"}, "2026", None),
        ({"target": "gender", "paths": ["g"]}, {"g": 1}, "male", None),
        ({"target": "gender", "paths": ["g"]}, {"g": 0}, None, None),
        ({"target": "gender", "paths": ["g"]}, {"g": 9}, None, "value_unmapped"),
        ({"target": "kind", "paths": ["k"], "default": "buy"}, {"k": "其他"}, "buy", "value_unmapped"),
        ({"target": "kind", "paths": ["k"]}, {"k": "test_drive"}, "test_drive", None),
    ],
)
def test_transforms(rule: dict[str, Any], record: dict[str, Any], value: str | None, fault: str | None) -> None:
    body = chart(
        rule,
        empty_values=["未命名"],
        enumerations=[
            {"target": "gender", "value": "1", "becomes": "male"},
            {"target": "gender", "value": "0"},
        ],
    )
    assert one(body, record, rule["target"]) == (value, fault)


@pytest.mark.parametrize(
    ("more", "pointer"),
    [
        ({"fields": [{"target": "id", "paths": ["a"]}]}, "/fields"),
        ({"fields": [{"target": "mobile", "paths": ["a"]}]}, "/fields"),
        (
            {
                "fields": [
                    {"target": "id", "paths": ["a"]},
                    {"target": "id", "paths": ["b"]},
                    {"target": "mobile", "paths": ["c"]},
                ]
            },
            "/fields/1/target",
        ),
        ({"fields": [{"target": "id", "paths": ["a"]}, {"target": "mobile"}]}, "/fields/1/paths"),
        (
            {"fields": [{"target": "id", "paths": ["a"]}, {"target": "mobile", "paths": ["b"], "transform": "split"}]},
            "/fields/1/separator",
        ),
        ({"enumerations": [{"target": "name", "value": "1", "becomes": "x"}]}, "/enumerations/0/target"),
        ({"enumerations": [{"target": "gender", "value": "1", "becomes": "x"}]}, "/enumerations/0/becomes"),
        (
            {"feedback": [{"milestone": "arrived", "code": "1"}, {"milestone": "arrived", "code": "2"}]},
            "/feedback/1/milestone",
        ),
    ],
)
def test_rows_that_make_no_sense(more: dict[str, Any], pointer: str) -> None:
    whole = {**chart().model_dump(), **more}
    assert row_faults(PartnerMapBody.model_validate(whole))[0].pointer == pointer


@pytest.mark.parametrize(
    "rule",
    [
        {"target": "id", "paths": ["a["]},
        {"target": "id", "paths": ["a"], "zone": "Mars/Base"},
        {"target": "id", "paths": ["a"], "format": "%q"},
        {"target": "id", "paths": ["a"] * 6},
        {"target": "nickname", "paths": ["a"]},
    ],
)
def test_rows_that_cannot_be_written_down(rule: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        chart(rule)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.code)
def test_presets_read_their_own_samples(preset: Any) -> None:
    assert row_faults(preset.map) == []
    result = try_out(preset.map, preset.sample, region="CN", language="zh")
    assert result.problem is None
    faults = [field.fault for record in result.records for field in record.fields if field.fault]
    assert {fault.code for fault in faults} <= {"nothing_found"}
    assert all(record.external_id for record in result.records)


def test_previews_and_abnormal_clues_are_set_aside() -> None:
    body = BY_CODE["feiyu"].map
    clues = [{"clue_id": str(n), "telphone": "19900000001", "clue_source": n} for n in range(7)]
    read = apply(body, read_json(json.dumps({"data": clues}).encode()))
    assert [one.position for one in read if one.skip] == [3, 4]


def test_values_that_a_lead_cannot_take_are_dropped_and_told() -> None:
    body = chart(
        {"target": "year", "paths": ["y"]},
        {"target": "trade_in_year", "paths": ["z"]},
        {"target": "name", "paths": ["n"]},
    )
    [read] = apply(body, read_json(b'{"y": 99999, "z": 3, "n": "x"}'))
    lead, dropped = lead_of(read)
    assert (lead.year, lead.trade_in, lead.name) == (None, None, "x")
    assert {one.target for one in dropped} == {Target.YEAR, Target.TRADE_IN_YEAR}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "data",
                    "clue_id",
                    "telphone",
                    "name",
                    "gender",
                    "create_time",
                    "location",
                    "remark_dict",
                    "clue_source",
                    "store",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(document=JSON, code=st.sampled_from(sorted(BY_CODE)))
def test_whatever_comes_is_read_or_refused(document: Any, code: str) -> None:
    result = try_out(BY_CODE[code].map, json.dumps(document), region="CN", language="en")
    assert (result.problem is None) == (result.count > 0)
    assert result.model_dump_json()


@given(st.text(max_size=60))
def test_a_path_is_read_or_refused(text: str) -> None:
    try:
        steps = read_path(text)
    except PathUnreadable:
        return
    assert (steps == ()) == (text == "")
