"""What the columns of a table mean. Pure: from their headings, what the store chose before, and what stands in them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from service_defaults.contact_points import mask_email, normalise_email

from leads.bulk_import.cells import date_of, gender_of, kind_of, numbers_of, text_of
from leads.bulk_import.policy import SEVERAL, ColumnTarget
from leads.intake.sources import source_for

_WORDS = """
name: 姓名 客户姓名 客户名称 客户名 客户 名字 名称 联系人 联系人姓名 称呼 车主 车主姓名 用户姓名 顾客姓名 name fullname customer customername contactname
mobile: 手机 手机号 手机号码 移动电话 电话 电话号码 联系电话 联系方式 客户电话 客户手机 联系手机 手机1 电话1 tel mobile mobilephone phone phonenumber telephone telphone cellphone cell
other_phone: 备用电话 其他电话 座机 固定电话 固话 电话2 手机2 备用手机 第二电话 家庭电话 办公电话 otherphone phone2 mobile2 landline homephone workphone
email: 邮箱 电子邮箱 电子邮件 邮件 email emailaddress mail
wechat: 微信 微信号 weixin wechat wechatid
gender: 性别 客户性别 gender sex
city: 城市 所在城市 地区 区域 所在地 居住城市 上牌城市 城市名称 cityname city region
make: 品牌 意向品牌 车辆品牌 汽车品牌 make brand
model: 车型 意向车型 意向车系 车系 关注车型 感兴趣车型 预购车型 车款 车型名称 model series vehicle car interestedmodel
year: 年款 年份 车型年份 year modelyear
kind: 类型 线索类型 业务类型 需求 需求类型 意向类型 leadtype type kind interest
source: 来源 线索来源 客户来源 信息来源 来源渠道 渠道 渠道来源 一级来源 媒体 source channel leadsource
adviser: 销售顾问 顾问 跟进人 负责人 归属顾问 所属顾问 归属人 销售 业务员 跟进顾问 接待顾问 adviser advisor salesperson owner assignee consultant
requested_at: 日期 登记日期 登记时间 留资时间 线索时间 创建时间 建档日期 建档时间 来店日期 首次来店日期 进店日期 提交时间 录入时间 date createdat created createtime requestdate submittedat time
external_id: 线索编号 线索id 客户编号 编号 单号 唯一标识 id leadid clueid customerid externalid no
comments: 备注 说明 需求描述 客户需求 跟进记录 备注信息 留言 描述 其他 remark remarks comment comments note notes message description
"""  # noqa: E501 - one line per meaning


def heading_key(text: Any) -> str:
    """How headings are compared: narrow, small, without blanks, punctuation, units and footnotes."""
    folded = unicodedata.normalize("NFKC", text_of(text)).casefold()
    return re.sub(r"[\W_]", "", re.sub(r"[((\[【].*?[))\]】]", "", folded))[:100]


def _table() -> dict[str, ColumnTarget]:
    lines = (line.partition(":") for line in _WORDS.strip().splitlines())
    return {heading_key(word): ColumnTarget(code) for code, _, words in lines for word in words.split()}


_ANY_ZONE = ZoneInfo("Asia/Shanghai")
KNOWN: dict[str, ColumnTarget] = _table()


class MappedBy(StrEnum):
    """How a meaning was found."""

    REMEMBERED = "remembered"
    HEADING = "heading"
    CONTENT = "content"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """One column with what it is taken for; `samples` are masked."""

    index: int
    heading: str
    target: ColumnTarget | None
    why: MappedBy
    samples: tuple[str, ...]


def heading_row(rows: Sequence[tuple[int, Sequence[Any]]]) -> int | None:
    """The number of the row that holds the headings; None for a table without any. Titles may stand above it."""
    scores = [(sum(heading_key(cell) in KNOWN for cell in cells), -number, number) for number, cells in rows[:10]]
    score, _, number = max(scores, default=(0, 0, 0))
    return number if score >= 2 or (score == 1 and _only_word(rows, number)) else None


def _only_word(rows: Sequence[tuple[int, Sequence[Any]]], number: int) -> bool:
    """A single known word heads a table when no number of a telephone stands beside it."""
    cells = next(cells for at, cells in rows if at == number)
    return not any(numbers_of(cell, "CN").found for cell in cells)


def propose(
    headings: Sequence[Any],
    rows: Sequence[Sequence[Any]],
    *,
    remembered: Mapping[str, ColumnTarget | None],
    region: str,
) -> list[Column]:
    """A meaning for every column, each at most once. `remembered` are the store's own earlier choices by heading."""
    width = max([len(headings), *(len(row) for row in rows)], default=0)
    contents = [[row[index] for row in rows if index < len(row) and text_of(row[index])] for index in range(width)]
    keys = [heading_key(headings[index]) if index < len(headings) else "" for index in range(width)]
    chosen: dict[int, tuple[ColumnTarget | None, MappedBy]] = {}
    for index, key in enumerate(keys):
        if key in remembered:
            chosen[index] = (_free(remembered[key], chosen), MappedBy.REMEMBERED)
    for index, key in enumerate(keys):
        if index not in chosen and key in KNOWN:
            target = _free(KNOWN[key], chosen)
            chosen[index] = (target, MappedBy.HEADING if target else MappedBy.NONE)
    for index in range(width):
        if index not in chosen:
            target = _free(_by_content(contents[index], region), chosen)
            chosen[index] = (target, MappedBy.CONTENT if target else MappedBy.NONE)
    return [
        Column(
            index=index,
            heading=text_of(headings[index])[:60] if index < len(headings) else "",
            target=chosen[index][0],
            why=chosen[index][1],
            samples=tuple(dict.fromkeys(masked(cell) for cell in contents[index][:20]))[:3],
        )
        for index in range(width)
    ]


def _free(
    target: ColumnTarget | None, chosen: Mapping[int, tuple[ColumnTarget | None, MappedBy]]
) -> ColumnTarget | None:
    """The same unless another column has it; a second telephone column is a further number."""
    taken = {one for one, _ in chosen.values()}
    if target not in taken or target in SEVERAL:
        return target
    return ColumnTarget.OTHER_PHONE if target is ColumnTarget.MOBILE else None


def _by_content(cells: Sequence[Any], region: str) -> ColumnTarget | None:
    if not cells:
        return None

    def share(test: Any) -> float:
        return sum(1 for cell in cells if test(cell)) / len(cells)

    tests = (
        (ColumnTarget.MOBILE, lambda cell: _is_number(cell, region)),
        (ColumnTarget.EMAIL, lambda cell: normalise_email(text_of(cell)) is not None),
        (ColumnTarget.GENDER, lambda cell: gender_of(cell)[0] is not None and not text_of(cell).isdigit()),
        (ColumnTarget.REQUESTED_AT, lambda cell: date_of(cell, _ANY_ZONE) is not None),
        (ColumnTarget.SOURCE, lambda cell: source_for(text_of(cell)).code != "other"),
        (ColumnTarget.KIND, lambda cell: kind_of(cell) is not None and len(text_of(cell)) <= 6),
    )
    return next((target for target, test in tests if share(test) >= 0.7), None)


def _is_number(cell: Any, region: str) -> bool:
    numbers = numbers_of(cell, region)
    return numbers.fault == "mobile_rounded" or any(one.kind == "mobile" for one in numbers.found)


def masked(cell: Any) -> str:
    """A cell as it may be shown while columns are mapped: long runs of digits and addresses are covered."""
    text = text_of(cell)[:60]
    if "@" in text and normalise_email(text):
        return mask_email(text)
    return re.sub(r"\d{7,}", lambda run: f"{run[0][:3]}{'*' * (len(run[0]) - 7)}{run[0][-4:]}", text)
