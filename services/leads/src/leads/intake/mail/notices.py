"""Notices that platforms write to people: `key: value` lines and a message, in English or Chinese. Pure."""

import re
import unicodedata
from dataclasses import dataclass

from leads.intake.adf.values import is_missing

_KEYS = """
name: name|full name|customer name|customer|contact name|姓名|客户姓名|客户|联系人|称呼
first: first name|given name|名
last: last name|surname|family name|姓
phone: phone|telephone|tel|mobile|cell|cell phone|phone number|contact number|手机|手机号|电话|联系电话|联系方式
phone: 手机号码|移动电话|telephone number|mobile number
email: email|e-mail|email address|邮箱|电子邮箱|邮件
city: city|postal city|城市|所在城市|地区
comment: comment|comments|message|customer comments|description|question|留言|备注|客户留言|咨询内容|说明
vin: vin|车架号
year: year|model year|年款|年份
make: make|brand|品牌
model: model|series|车系|意向车型|车型|意向车系
trim: trim|version|款型|配置
vehicle: vehicle|listing title|vehicle of interest|interested in|意向车辆
stock: stock number|stock|stock no|库存编号|车源编号
vendor: dealer|dealer name|location|store|ad details dealer|经销商|门店
source: source|lead source|来源|渠道
subject: subject|主题|标题
id: lead id|reference|reference number|线索编号|线索id|订单编号
caller: caller number|caller id|caller|calling number|call from|caller phone|主叫号码|来电号码|主叫
at: call time|call date|date of call|来电时间|通话时间
length: duration|call duration|call length|通话时长|时长
answered: call status|call result|result|状态|通话状态|接听状态
"""
_HEADS = frozenset(
    [
        "customer information",
        "vehicle information",
        "contact",
        "listing",
        "comments",
        "ad details",
        "customer",
        "vehicle",
        "lead details",
        "客户信息",
        "车辆信息",
        "线索信息",
    ]
)
_LINE = re.compile(r"\s*[-*·•]?\s*([^::?\n]{1,40}?)\s*\??\s*[::]\s*(.*?)\s*")
_MESSAGE = re.compile(r"\s*(?:message|留言)\s+(\S.*)", re.IGNORECASE)
_CALL = re.compile(
    r"phone lead|missed call|call lead|call notice|call summary|inbound call|call tracking"
    r"|来电通知|未接来电|来电线索|通话记录",
    re.IGNORECASE,
)
_UNANSWERED = re.compile(r"miss|no answer|unanswered|busy|abandon|未接|无人接听|占线|挂断", re.IGNORECASE)
_IN_PROSE = re.compile(
    r"\b((?:19|20)\d\d)\s+([A-Z][\w-]+)\s+([\w][\w .+-]{0,60}?)(?=[.,;!?]|\s+(?:and|is|at|for)\b|$)", re.M
)
_VEHICLE = re.compile(r"(?:((?:19|20)\d\d)\s*(?:款\s*)?)?(\S+)\s*(.*)")
_LONG = 4000


def _aliases() -> dict[str, str]:
    rows = (line.partition(":") for line in _KEYS.strip().splitlines())
    return {alias.strip(): code for code, _, words in rows for alias in words.split("|")}


_ALIASES = _aliases()


@dataclass(frozen=True, slots=True)
class Notice:
    """A lead told in words; values as they stood there."""

    said: dict[str, str]

    def get(self, key: str) -> str | None:
        return self.said.get(key)


@dataclass(frozen=True, slots=True)
class CallNotice:
    """Somebody called the number that a platform shows."""

    number: str
    answered: bool | None
    told: str


def read_notice(subject: str, text: str) -> Notice | CallNotice | None:
    """None when nothing in it names a person."""
    said = _said(text)
    if _CALL.search(f"{subject}\n{text[:300]}"):
        number = said.get("caller") or said.get("phone")
        if number:
            return CallNotice(number, _answered(said, subject), _told(said))
    if not (said.get("phone") or said.get("email")):
        return None
    return Notice(_completed(said, text))


def _said(text: str) -> dict[str, str]:
    """The first value of each known key; a message goes on over the following lines."""
    said: dict[str, str] = {}
    going_on: list[str] | None = None
    for line in unicodedata.normalize("NFKC", text).splitlines():
        key, value = _pair(line)
        if key is None:
            head = line.strip().rstrip(":").casefold()
            if head in _HEADS and going_on:
                said.setdefault("comment", "\n".join(going_on).strip()[:_LONG])
                going_on = None
            elif going_on is not None:
                found = _MESSAGE.fullmatch(line) if not going_on else None
                going_on.append(found[1] if found else line.strip())
            continue
        if going_on is not None:
            said.setdefault("comment", "\n".join(going_on).strip()[:_LONG])
        going_on = None
        if key == "comment" and "comment" not in said:
            going_on = [value] if value else []
        elif value and not is_missing(value):
            said.setdefault(key, value[:200])
    if going_on:
        said.setdefault("comment", "\n".join(going_on).strip()[:_LONG])
    return {name: value for name, value in said.items() if value.strip()}


def _pair(line: str) -> tuple[str | None, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        return None, ""
    code = _ALIASES.get(" ".join(found[1].casefold().split()))
    if code is None:
        # An unknown key ends a message too, unless it is part of a sentence.
        return (None, "") if len(found[1].split()) > 4 else ("other", found[2])
    return code, found[2]


def _completed(said: dict[str, str], text: str) -> dict[str, str]:
    whole = dict(said)
    if "name" not in whole:
        whole["name"] = " ".join(part for part in (said.get("first"), said.get("last")) if part)
    words = [word for word in whole["name"].split() if not is_missing(word)]
    whole["name"] = " ".join(words)
    if "model" not in whole:
        whole |= _car(said, text)
    return {key: value for key, value in whole.items() if value}


def _car(said: dict[str, str], text: str) -> dict[str, str]:
    if "vehicle" in said:
        found = _VEHICLE.fullmatch(said["vehicle"])
    else:
        found = _IN_PROSE.search(said.get("comment", "")) or _IN_PROSE.search(text)
    if found is None:
        return {}
    year, make, model = found.groups()
    return {"year": year or "", "make": make, "model": model.strip()}


def _answered(said: dict[str, str], subject: str) -> bool | None:
    status = said.get("answered", "")
    if _UNANSWERED.search(f"{status} {subject}"):
        return False
    return True if status or said.get("length") else None


def _told(said: dict[str, str]) -> str:
    return " ".join(said[key] for key in ("at", "length", "answered", "vehicle", "model") if key in said)[:300]
