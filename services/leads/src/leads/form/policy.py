"""Rules of the forms: who signs as what, what a signature covers, what a day's cell says. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from service_defaults.identity import Role


class FormKind(StrEnum):
    """来店(电)登记表, 营业日报表, 意向客户接触状况表, 客户信息卡, 展厅来店(电)统计表."""

    VISIT_REGISTER = "visit_register"
    DAILY_REPORT = "daily_report"
    CONTACT_MATRIX = "contact_matrix"
    CUSTOMER_CARD = "customer_card"
    VISIT_STATISTICS = "visit_statistics"


class SignPost(StrEnum):
    """As whom somebody signs, the highest post first."""

    MANAGER = "manager"
    SUPERVISOR = "supervisor"
    RECEPTION = "reception"
    ADVISER = "adviser"


SIGNERS: dict[FormKind, tuple[SignPost, ...]] = {
    FormKind.VISIT_REGISTER: (SignPost.RECEPTION, SignPost.SUPERVISOR, SignPost.MANAGER),
    FormKind.DAILY_REPORT: (SignPost.ADVISER, SignPost.SUPERVISOR, SignPost.MANAGER),
    FormKind.CONTACT_MATRIX: (SignPost.ADVISER, SignPost.SUPERVISOR, SignPost.MANAGER),
    FormKind.CUSTOMER_CARD: (SignPost.ADVISER, SignPost.SUPERVISOR, SignPost.MANAGER),
    FormKind.VISIT_STATISTICS: (SignPost.RECEPTION, SignPost.SUPERVISOR, SignPost.MANAGER),
}
_POSTS = {
    SignPost.MANAGER: {Role.SALES_MANAGER, Role.GENERAL_MANAGER, Role.GROUP_ADMIN},
    SignPost.SUPERVISOR: {Role.FLOOR_SUPERVISOR, Role.DCC_SUPERVISOR},
    SignPost.RECEPTION: {Role.RECEPTIONIST},
    SignPost.ADVISER: {Role.SALES_ADVISOR, Role.DCC_AGENT},
}


def post_of(roles: Iterable[Role], form: FormKind) -> SignPost | None:
    """As whom somebody with these roles signs a form; None when nobody asks for their signature."""
    held = set(roles)
    return next((post for post in SignPost if post in SIGNERS[form] and held & _POSTS[post]), None)


def content_hash(content: Mapping[str, Any] | Sequence[Any]) -> str:
    """What a signature covers: the digest of a form's rows, the same whoever looks."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


SOURCE_LETTERS = {
    "referral": "R",
    "friend": "R",
    "owner_trade": "B",
    "walk_in": "S",
    "in_store_promotion": "S",
    "affiliate": "I",
    "staff_family": "E",
    "roadshow": "P",
    "test_drive_event": "P",
    "community": "P",
}
_SHOWROOM_CHANNELS = ("showroom", "phone")


def source_letter(source: str, channel: str) -> str:
    """R VIP推荐, B 基盘, S 来店/电, I 内部情报, E 员工购车, P 展示会; what none of them names stays empty."""
    return SOURCE_LETTERS.get(source) or ("S" if channel in _SHOWROOM_CHANNELS else "")


class MonthEnd(StrEnum):
    """月末结果: sold, lost, or kept for the next month. `running` while the month lasts."""

    SOLD = "sold"
    LOST = "lost"
    KEPT = "kept"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day of the matrix: whether a contact was planned, and the level after one that was made."""

    planned: bool
    level: str | None

    @property
    def text(self) -> str:
        return f"{'*' if self.planned else ''}{self.level or ''}"


def day_marks(
    planned: Iterable[date], contacted: Iterable[date], levels: Sequence[tuple[date, str]]
) -> dict[int, DayMark]:
    """Day of month → mark. `levels` are (day, level from the end of that day on), oldest first."""
    plans, contacts = set(planned), set(contacted)
    marks: dict[int, DayMark] = {}
    for day in sorted(plans | contacts):
        level = next((code for at, code in reversed(levels) if at <= day), None) if day in contacts else None
        marks[day.day] = DayMark(day in plans, level)
    return marks
