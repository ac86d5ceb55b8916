"""Rules of merging: which side each field comes from by default, and how a merge is taken off again. Pure.

What a merge puts on the file that goes on lies there as a layer: the value before and the value put on. Taking a layer
off gives the field back what lay below, wherever in the pile it is; what somebody wrote later stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from leads.customer.policy import Lifecycle


class Side(StrEnum):
    KEPT = "kept"
    ABSORBED = "absorbed"
    BOTH = "both"


PLAIN = ("name", "gender", "city", "source", "referrer_customer_id", "company", "note")
CONTACT = {"mobile": "phone", "email": "email", "wechat": "wechat"}
OWNER = "owner"
CARD = "card."
LEAD = "lead."

MOST = {"tags": 30, "card.competitors": 5, "card.decision_makers": 8}
_LONGEST = 4000

Layer = dict[str, Any]
"""`{"before": …, "value": …}`, both as JSON holds them."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a file decides which one goes on; `stage` is how far its furthest open lead has come."""

    kind: str
    store_id: str
    live_orders: int
    stage: int
    created: float


def is_blank(value: object) -> bool:
    return value is None or value in ("", [], {})


def default_side(field: str, kept: object, absorbed: object) -> Side:
    """The kept file's word, where it has one; notes and lists are put together, so that nothing is lost from sight."""
    if is_blank(absorbed) or kept == absorbed:
        return Side.KEPT
    if is_blank(kept):
        return Side.ABSORBED
    return Side.BOTH if can_join(field, kept) else Side.KEPT


def can_join(field: str, kept: object) -> bool:
    return field == "note" or isinstance(kept, list)


def chosen_value(side: Side, kept: Any, absorbed: Any, *, most: int = 20) -> Any:
    """What a field will hold. Joined lists keep their order, the kept file's entries first, and stay bounded."""
    if side is Side.ABSORBED:
        return absorbed
    if side is Side.KEPT or is_blank(absorbed):
        return kept
    if isinstance(kept, list):
        return [*kept, *(one for one in absorbed if one not in kept)][:most]
    return "\n".join(part for part in (kept, absorbed) if part)[:_LONGEST]


def obstacle(kept: Standing, absorbed: Standing) -> str | None:
    """Why these two cannot be merged this way round; None when they can.

    An order names its buyer in contract, loan and invoice: the file with a living order goes on, and two files that
    both have one stay apart until one of the cars is delivered.
    """
    if kept.store_id != absorbed.store_id:
        return "merge_other_store"
    if kept.kind != absorbed.kind:
        return "merge_person_and_company"
    if kept.live_orders and absorbed.live_orders:
        return "merge_both_ordering"
    if absorbed.live_orders:
        return "merge_other_way"
    return None


def goes_on_first(one: Standing, other: Standing) -> bool:
    """Whether `one` is the file to keep: with a living order, else further along, else the older one 首问."""
    return (one.live_orders, one.stage, -one.created) >= (other.live_orders, other.stage, -other.created)


_LATER = (
    Lifecycle.POTENTIAL,
    Lifecycle.PROSPECT,
    Lifecycle.CHURNED,
    Lifecycle.DORMANT,
    Lifecycle.BUYER,
    Lifecycle.OWNER,
    Lifecycle.REPURCHASE,
    Lifecycle.LOYAL,
)


def joint_life(kept: str, absorbed: str) -> str:
    """Whoever bought under either file is a buyer."""
    return max(Lifecycle(kept), Lifecycle(absorbed), key=_LATER.index).value


def put_on(kept: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Layer]:
    """The layers of a merge: fields whose value changes."""
    return {
        name: {"before": kept.get(name), "value": value} for name, value in wanted.items() if kept.get(name) != value
    }


def take_off(
    current: Mapping[str, Any], layers: Mapping[str, Layer], later: Sequence[dict[str, Layer]]
) -> dict[str, Any]:
    """What to write back to the file; later layers are mended in place, so that they give back the right thing."""
    restored: dict[str, Any] = {}
    for name, layer in layers.items():
        above = next((pile for pile in later if name in pile), None)
        if above is None:
            if current.get(name) == layer["value"]:
                restored[name] = layer["before"]
        elif above[name]["before"] == layer["value"]:
            above[name] = {**above[name], "before": layer["before"]}
    return restored
