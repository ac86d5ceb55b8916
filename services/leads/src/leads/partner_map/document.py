"""JSON from strangers: read as it is written, within bounds. Pure."""

import json
import unicodedata
from collections.abc import Iterator
from typing import Any, NoReturn

MAX_DEPTH = 32
MAX_VALUES = 20_000
_ENCODINGS = ("utf-8-sig", "gb18030")

_SENTENCES: dict[str, tuple[str, str]] = {
    "encoding_unreadable": ("文字编码无法识别，请使用 UTF-8", "The text's encoding cannot be read; please use UTF-8"),
    "not_json": ("不是有效的 JSON", "This is not valid JSON"),
    "not_a_number": ("JSON 中不允许 NaN 或 Infinity", "JSON knows no NaN and no Infinity"),
    "duplicate_key": ("同一对象中字段重复：{what}", "One object names a field twice: {what}"),
    "too_deep": ("嵌套超过 {what} 层", "Nested more than {what} levels deep"),
    "too_many_values": ("内容过多，最多 {what} 个值", "Too much in it: at most {what} values"),
    "records_missing": ("在“{what}”下没有找到线索列表", "There is no list of leads at “{what}”"),
    "too_many_records": ("一次最多 {what} 条线索", "At most {what} leads at once"),
    "map_missing": ("尚未为该合作方配置字段映射", "No field map has been saved for this partner yet"),
    "no_records": ("没有线索", "There is no lead in it"),
}


class DocumentRefused(Exception):
    """The document as a whole cannot be read."""

    def __init__(self, code: str, what: object = "") -> None:
        super().__init__(code)
        self.code = code
        self.what = str(what)

    def sentence(self, language: str) -> str:
        zh, en = _SENTENCES[self.code]
        return (en if language == "en" else zh).format(what=self.what)


def read_json(body: bytes) -> Any:
    """The document; numbers stay text, so that long ids keep every digit. Raises `DocumentRefused`."""
    return _parsed(_decoded(body))


def read_inner(text: str) -> Any:
    """JSON written inside a text, as forms are; None where it is none."""
    if not text.lstrip().startswith(("{", "[")):
        return None
    try:
        return _parsed(text)
    except DocumentRefused:
        return None


def is_storable(sign: str) -> bool:
    """Neither a control character nor half of a pair: a database or a screen can hold it."""
    return sign in "\t\n\r" or unicodedata.category(sign) not in ("Cc", "Cs")


def _parsed(text: str) -> Any:
    try:
        document = json.loads(
            text,
            parse_int=str,
            parse_float=str,
            parse_constant=_no_constant,
            object_pairs_hook=_no_twins,
        )
    except RecursionError:
        raise DocumentRefused("too_deep", MAX_DEPTH) from None
    except ValueError:
        raise DocumentRefused("not_json") from None
    _measure(document)
    return document


def _decoded(body: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return body.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise DocumentRefused("encoding_unreadable")


def _no_constant(_name: str) -> NoReturn:
    raise DocumentRefused("not_a_number")


def _no_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twin = next(name for name, _ in pairs if name in seen or seen.add(name))  # type: ignore[func-returns-value]  # add() answers None on purpose
        raise DocumentRefused("duplicate_key", "".join(filter(is_storable, twin))[:40])
    return found


def _measure(document: Any) -> None:
    level: list[Any] = [document]
    depth = values = 0
    while level:
        depth += 1
        values += len(level)
        if depth > MAX_DEPTH:
            raise DocumentRefused("too_deep", MAX_DEPTH)
        if values > MAX_VALUES:
            raise DocumentRefused("too_many_values", MAX_VALUES)
        level = [inner for value in level for inner in _inside(value)]


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
