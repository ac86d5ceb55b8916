"""Rules of file quality: the completeness score, the way of a file to confirmation, results of a stock-take. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from leads.customer.policy import CustomerKind
from leads.setting.file_quality import FileQualitySettings, FileWeights


class FileState(StrEnum):
    """A file counts as 建卡 once it is confirmed, or at once where the store asks for no confirmation."""

    OPEN = "open"
    PENDING = "pending"
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class TakeResult(StrEnum):
    """What a stock-take found: reachable and interested, reachable but not, nobody answers, a dead number, gone."""

    INTERESTED = "interested"
    NOT_INTERESTED = "not_interested"
    UNREACHABLE = "unreachable"
    DEAD_NUMBER = "dead_number"
    BOUGHT_ELSEWHERE = "bought_elsewhere"
    MOVED_AWAY = "moved_away"


FIELDS = tuple(FileWeights.model_fields)
NOT_OF_COMPANIES = frozenset({"gender", "family", "hobbies", "birthday", "profession", "main_user", "wechat"})
_ON_CARD = {name: name for name in FIELDS} | {"budget": "budget_max_fen"}


def present(
    *, plain: Mapping[str, Any], card: Mapping[str, Any], lead: Mapping[str, Any] | None, kind: str
) -> dict[str, bool]:
    """Which weighed fields hold something. `lead` is the newest open lead; an ungraded level counts as none."""
    found: dict[str, bool] = {}
    for name in FIELDS:
        if kind == CustomerKind.COMPANY and name in NOT_OF_COMPANIES:
            continue
        if name in ("name", "mobile", "gender", "wechat", "city"):
            found[name] = bool(plain.get(name))
        elif name in ("level", "wanted_model", "next_contact"):
            found[name] = bool(lead and lead.get(name))
        elif name == "budget":
            found[name] = any(card.get(end) is not None for end in ("budget_min_fen", "budget_max_fen"))
        else:
            found[name] = bool(card.get(_ON_CARD[name]))
    return found


def completeness(found: Mapping[str, bool], weights: FileWeights) -> tuple[int, list[str]]:
    """Per cent of the weights that are there, rounded down, and what is missing: the weightiest first."""
    weighed = {name: getattr(weights, name) for name in found}
    whole = sum(weighed.values())
    reached = sum(weight for name, weight in weighed.items() if found[name])
    missing = [name for name in sorted(weighed, key=lambda one: -weighed[one]) if weighed[name] and not found[name]]
    return (100 * reached // whole if whole else 100), missing


def queues(state: str, score: int, level: str | None, rules: FileQualitySettings) -> bool:
    """Whether an open file goes to the supervisor by itself."""
    ready = score >= rules.submit_from_score and level in rules.card_levels
    return state == FileState.OPEN and ready


def after_queueing(rules: FileQualitySettings) -> FileState:
    return FileState.PENDING if rules.confirmation else FileState.CONFIRMED
