"""Rules of partners' maps. Pure: a map applied to a document, what is wrong with a map, what a stage means abroad."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from contracts.vocabulary import LeadKind

from leads.customer.policy import Gender
from leads.intake.sources import SOURCES
from leads.lead.policy import Stage
from leads.partner_map.conversion import Converted, convert, fitted, folded, is_nothing, plain
from leads.partner_map.document import DocumentRefused
from leads.partner_map.paths import find, read_path
from leads.partner_map.schemas import (
    FieldRule,
    Milestone,
    PartnerMapBody,
    PartnerStatus,
    SkipRule,
    Target,
    Transform,
)

MOST_RECORDS = 100
NONCE_LIFE = timedelta(days=1)
SHOW_FAULTS = timedelta(days=7)
KEEP_FAULTS = timedelta(days=30)

CODES: Mapping[Target, frozenset[str]] = {
    Target.KIND: frozenset(LeadKind),
    Target.GENDER: frozenset(Gender),
    Target.SOURCE: frozenset(SOURCES),
    Target.STATUS: frozenset(PartnerStatus),
}
"""The fields that hold a code of ours, with the codes."""

MILESTONES: Mapping[Stage, Milestone] = {
    Stage.CONTACTED: Milestone.CONTACTED,
    Stage.VISITED: Milestone.ARRIVED,
    Stage.TEST_DRIVEN: Milestone.TEST_DRIVEN,
    Stage.ORDERED: Milestone.ORDERED,
    Stage.DELIVERED: Milestone.DELIVERED,
    Stage.LOST: Milestone.LOST,
    Stage.INVALID: Milestone.INVALID,
}

_REACHABLE = frozenset({Target.MOBILE, Target.PHONE, Target.EMAIL, Target.STATUS})

FAULTS: dict[str, tuple[str, str]] = {
    "nothing_found": ("没有取到值", "Nothing was found"),
    "not_a_value": ("取到的是对象或列表，不是值", "An object or a list stands there, not a value"),
    "not_a_number": ("不是数字", "This is not a number"),
    "number_rounded": ("号码被表格软件四舍五入，已不可用", "A spreadsheet has rounded this number; it is lost"),
    "not_a_time": ("无法识别的时间", "This is not a time in that format"),
    "time_out_of_range": ("时间超出范围", "The time is out of range"),
    "part_missing": ("拆分后没有这一段", "There is no such part"),
    "too_long": ("内容过长，已截断", "Too long; the rest was cut off"),
    "characters_removed": ("去掉了无法保存的字符", "Characters that cannot be stored were taken out"),
    "value_unmapped": ("取值没有对应关系", "This value is mapped to nothing"),
    "value_unusable": ("该值不能使用", "This value cannot be used"),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A document's `webhook-id` with the digest of what came under it, at a wall instant."""

    partner_id: UUID
    nonce: str
    digest: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Filled:
    """What a rule found. `path` is the one that answered, or the first that should have."""

    rule: int
    target: Target
    path: str | None
    value: str | None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a document, read by a map."""

    position: int
    fields: tuple[Filled, ...]
    skip: str | None = None

    def value(self, target: Target) -> str | None:
        return next((one.value for one in self.fields if one.target is target and one.value), None)

    @property
    def external_id(self) -> str | None:
        return self.value(Target.ID)


def fault_words(code: str, language: str) -> str:
    return FAULTS[code][1 if language == "en" else 0]


def apply(chart: PartnerMapBody, document: Any) -> list[Record]:
    """Every record of the document. Raises `DocumentRefused` when there is no list of records."""
    return [_record(chart, position, one) for position, one in enumerate(_records(chart, document))]


def _records(chart: PartnerMapBody, document: Any) -> list[Any]:
    found = find(document, read_path(chart.records_path))
    records = found[0] if len(found) == 1 and isinstance(found[0], list) else found
    if not found or not all(isinstance(one, dict) for one in records):
        raise DocumentRefused("records_missing", chart.records_path or "/")
    if not records:
        raise DocumentRefused("no_records")
    if len(records) > MOST_RECORDS:
        raise DocumentRefused("too_many_records", MOST_RECORDS)
    return list(records)


def _record(chart: PartnerMapBody, position: int, record: Any) -> Record:
    empty = frozenset(folded(one) for one in chart.empty_values)
    words = {(one.target, folded(one.value)): one.becomes for one in chart.enumerations}
    fields = tuple(_filled(number, rule, record, empty, words) for number, rule in enumerate(chart.fields))
    return Record(position, fields, next((one.reason for one in chart.skips if _skips(one, record)), None))


def _skips(rule: SkipRule, record: Any) -> bool:
    wanted = {folded(value) for value in rule.values}
    return any(folded(text) in wanted for value in find(record, read_path(rule.path)) if (text := plain(value)))


def _filled(
    number: int, rule: FieldRule, record: Any, empty: frozenset[str], words: Mapping[tuple[Target, str], str | None]
) -> Filled:
    if rule.transform is Transform.CONSTANT:
        return _named(number, rule, None, Converted(rule.value), words)
    standing = [
        (path, value)
        for path in rule.paths
        for value in find(record, read_path(path))
        if not is_nothing(value, empty) or (rule.target in CODES and plain(value))
    ]
    if not standing:
        first = rule.paths[0] if rule.paths else None
        return Filled(number, rule.target, first, rule.default, None if rule.default else "nothing_found")
    if rule.transform is Transform.JOIN:
        texts = dict.fromkeys(text for _, value in standing if (text := plain(value)))
        found = fitted(rule.target, (rule.separator or " ").join(texts)) if texts else Converted(None, "not_a_value")
        return _named(number, rule, standing[0][0], found, words)
    read = [_named(number, rule, path, convert(rule, value), words) for path, value in standing]
    return next((one for one in read if one.fault is None), read[0])


def _named(
    number: int, rule: FieldRule, path: str | None, found: Converted, words: Mapping[tuple[Target, str], str | None]
) -> Filled:
    """The partner's word in ours; a code of ours is one already, and a source has many names."""
    value, fault = found.value, found.fault
    if value is not None and rule.target in CODES:
        key = (rule.target, folded(value))
        known = words.get(key, value)
        if known and known not in CODES[rule.target] and rule.target is not Target.SOURCE:
            known, fault = None, "value_unmapped"
        value = known
    return Filled(number, rule.target, path, value if value is not None else rule.default, fault)


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with a row of a map: where, and which rule it breaks."""

    pointer: str
    code: str


def row_faults(chart: PartnerMapBody) -> list[RowFault]:
    """Everything that a map's own shape cannot say; the first one is told."""
    return [*_field_faults(chart.fields), *_enum_faults(chart), *_feedback_faults(chart)]


def _field_faults(fields: Sequence[FieldRule]) -> list[RowFault]:
    found: list[RowFault] = []
    seen: set[Target] = set()
    for number, rule in enumerate(fields):
        row = f"/fields/{number}"
        if rule.target in seen:
            found.append(RowFault(f"{row}/target", "target_twice"))
        seen.add(rule.target)
        if rule.transform is Transform.CONSTANT and rule.value is None:
            found.append(RowFault(f"{row}/value", "value_missing"))
        if rule.transform is not Transform.CONSTANT and not rule.paths:
            found.append(RowFault(f"{row}/paths", "paths_missing"))
        if rule.transform is Transform.SPLIT and rule.separator is None:
            found.append(RowFault(f"{row}/separator", "separator_missing"))
        default = rule.default
        if default and rule.target in CODES and default not in CODES[rule.target]:
            found.append(RowFault(f"{row}/default", "code_unknown"))
    if Target.ID not in seen:
        found.append(RowFault("/fields", "id_unmapped"))
    if not seen & _REACHABLE:
        found.append(RowFault("/fields", "contact_unmapped"))
    return found


def _enum_faults(chart: PartnerMapBody) -> list[RowFault]:
    found: list[RowFault] = []
    seen: set[tuple[Target, str]] = set()
    for number, rule in enumerate(chart.enumerations):
        row = f"/enumerations/{number}"
        if rule.target not in CODES:
            found.append(RowFault(f"{row}/target", "target_without_codes"))
        elif rule.becomes is not None and rule.becomes not in CODES[rule.target]:
            found.append(RowFault(f"{row}/becomes", "code_unknown"))
        key = (rule.target, folded(rule.value))
        if key in seen:
            found.append(RowFault(f"{row}/value", "value_twice"))
        seen.add(key)
    return found


def _feedback_faults(chart: PartnerMapBody) -> list[RowFault]:
    milestones = [rule.milestone for rule in chart.feedback]
    return [
        RowFault(f"/feedback/{number}/milestone", "milestone_twice")
        for number, milestone in enumerate(milestones)
        if milestone in milestones[:number]
    ]
