"""Names of people and companies, put together for showing."""

import re
from typing import Literal

from leads.intake.adf.document import PersonName
from leads.intake.adf.sections import Section, text_of
from leads.intake.adf.values import Notes, is_missing, value, word

_PARTS = {
    "first": "first", "firstname": "first", "given": "first", "givenname": "first", "forename": "first",
    "fname": "first",
    "middle": "middle", "middlename": "middle", "mi": "middle", "initial": "middle",
    "last": "last", "lastname": "last", "surname": "last", "family": "last", "familyname": "last", "lname": "last",
    "suffix": "suffix", "namesuffix": "suffix", "full": "full", "fullname": "full", "": "full",
    "customername": "full", "contactname": "full", "姓名": "full", "姓": "last", "名": "first",
    "company": "company", "companyname": "company", "business": "company", "businessname": "company",
    "organization": "company", "organisation": "company", "公司": "company",
}  # fmt: skip
_TAGS = tuple(
    tag for tag in _PARTS if tag and tag not in {"first", "middle", "last", "suffix", "full", "mi", "business"}
)
_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U000323af·•"
_CHINESE = re.compile(rf"[{_HAN}]+")
HAS_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_FAMILIES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢"
    "汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔文安殷颜庄章"
    "鲁倪庞邢俞翟蓝聂齐向申葛岳欧"
) | {"欧阳", "司马", "上官", "诸葛", "司徒", "慕容", "皇甫", "令狐", "东方", "尉迟", "长孙", "夏侯"}
_COMPANY = re.compile(r"\d|\b(?:inc|llc|ltd|co)\b", re.IGNORECASE)
_GENERATIONS = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "md", "phd"})


def read_name(section: Section, notes: Notes) -> PersonName | None:
    """The contact's name from `name` elements of any part, or from elements named after the part."""
    parts: dict[str, str] = {}
    business = False
    for node in section.all("name"):
        part = _PARTS.get(word(node.attrs.get("part")), "full")
        company = word(node.attrs.get("type")) == "business"
        for below in [child for child in node.children if word(child.tag) in _PARTS] or [node]:
            key = part if below is node else _PARTS[word(below.tag)]
            found = value(text_of(below), notes, "name")
            if found:
                parts.setdefault("company" if company and key == "full" else key, found)
                business = business or company
    for tag in _TAGS:
        found = section.text(notes, tag)
        if found:
            parts.setdefault(_PARTS[tag], found)
    return _compose(parts, business=business)


def _compose(parts: dict[str, str], *, business: bool) -> PersonName | None:
    first, last, middle, suffix = (parts.get(key) for key in ("first", "last", "middle", "suffix"))
    company = parts.get("company")
    person = _from_full(parts["full"]) if "full" in parts else None
    person = person or _joined(first, middle, last, suffix)
    display = person or company
    if display is None:
        return None
    return PersonName(display, first, middle, last, suffix, business or person is None, company)


def _from_full(full: str) -> str | None:
    """王 小明 → 王小明; 小明 王 (a Western template, a Chinese name) → 王小明; "Doe, John" → John Doe."""
    words = [part for part in full.split(" ") if not (is_missing(part) and len(part) > 1 and part.isalpha())]
    if not words:
        return None
    if _CHINESE.fullmatch("".join(words)):
        return _chinese(words)
    plain = " ".join(words)
    family, comma, given = plain.partition(", ")
    alike = comma and "," not in given and given.lower() not in _GENERATIONS
    if (
        alike
        and len(given.split()) <= 2
        and len(family.split()) <= 2
        and not re.search(r"\d|\b(?:inc|llc|ltd|co)\b", given, re.I)
    ):
        return f"{given} {family}"
    return plain


def _chinese(words: list[str]) -> str:
    turned = len(words) == 2 and words[1] in _FAMILIES and words[0] not in _FAMILIES
    return "".join(reversed(words)) if turned else "".join(words)


def _joined(first: str | None, middle: str | None, last: str | None, suffix: str | None) -> str | None:
    given = [part for part in (first, middle) if part]
    if last and given and _CHINESE.fullmatch("".join([last, *given]).replace(" ", "")):
        together = "".join(given).replace(" ", "")
        family = last.replace(" ", "")
        # Forms with one field put the whole name into "first" and the family name into "last" again.
        whole = together.startswith(family) and len(together) > len(family)
        return together if whole else family + together
    found = " ".join([*given, *([last] if last else []), *([suffix] if suffix else [])])
    return found or None


def gender_of(text: str | None) -> Literal["male", "female"] | None:
    """ISO 5218 digits, letters, words and forms of address."""
    folded = word(text)
    if folded in {"1", "m", "male", "man", "mr", "男", "先生", "homme"}:
        return "male"
    if folded in {"2", "f", "female", "woman", "ms", "mrs", "miss", "女", "女士", "小姐", "femme"}:
        return "female"
    return None
