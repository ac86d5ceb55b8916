"""Draws the next number of a store's counter."""

from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.organisation import find_store
from service_defaults.work import Reading, Work

from leads.number.repository import advance

DEFAULT_ZONE = "Asia/Shanghai"


class NumberKind(StrEnum):
    """Prefix of a number: 订单, 报价, 评估, 贷款."""

    ORDER = "DD"
    QUOTE = "BJ"
    APPRAISAL = "PG"
    LOAN = "DK"


async def store_zone(reading: Reading, store_id: UUID) -> ZoneInfo:
    """The time zone in which the store counts its days."""
    store = await find_store(reading.session, store_id)
    return ZoneInfo(store.timezone if store else DEFAULT_ZONE)


async def next_number(work: Work, store_id: UUID, kind: NumberKind) -> str:
    """`DD20261122-0007`: unique in the store. The counter's row stays locked until the commit, so no number is lost."""
    day = work.today(await store_zone(work, store_id)).strftime("%Y%m%d")
    serial = await advance(work.session, store_id, str(kind), day)
    return f"{kind}{day}-{serial:04d}"
