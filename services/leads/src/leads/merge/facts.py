"""The two files of a merge as the rules see them, and the choice for each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service_defaults.work import Reading

from leads.card.models import CustomerCard
from leads.card.schemas import CardFields
from leads.customer.models import ContactPoint, Customer
from leads.lead.models import Lead
from leads.lead.policy import ROAD, Stage
from leads.merge import policy, repository
from leads.merge.errors import ChoiceUnknown, LeadCannotFold
from leads.merge.policy import Side

CARD_FIELDS = tuple(CardFields.model_fields)


@dataclass(frozen=True, slots=True)
class File:
    """One file with all that a merge looks at."""

    customer: Customer
    card: CustomerCard | None
    leads: Sequence[Lead]
    points: Sequence[ContactPoint]
    live_orders: int
    orders: int

    @property
    def standing(self) -> policy.Standing:
        row = self.customer
        stages = [ROAD.index(Stage(lead.stage)) for lead in self.leads if Stage(lead.stage) in ROAD]
        return policy.Standing(
            kind=row.kind,
            store_id=str(row.store_id),
            live_orders=self.live_orders,
            stage=max(stages, default=-1),
            created=row.created_at.timestamp(),
        )

    def values(self) -> dict[str, Any]:
        """Everything that may be chosen, but contact points, owner and leads; as JSON holds it."""
        row = self.customer
        plain: dict[str, Any] = {name: getattr(row, name) for name in policy.PLAIN}
        plain["referrer_customer_id"] = str(row.referrer_customer_id) if row.referrer_customer_id else None
        written = self.card.fields if self.card else {}
        return {
            **plain,
            "tags": list(row.tags),
            **{f"{policy.CARD}{name}": written.get(name) for name in CARD_FIELDS},
        }

    def lead(self, family: str) -> Lead | None:
        return next((lead for lead in self.leads if lead.family == family), None)

    def point(self, kind: str) -> ContactPoint | None:
        return next((point for point in self.points if point.kind == kind), None)


async def files(reading: Reading, kept: Customer, absorbed: Customer) -> tuple[File, File]:
    ids = (kept.id, absorbed.id)
    cards = await repository.cards_of(reading.session, ids)
    orders = await repository.order_counts(reading.session, ids)
    both: list[File] = []
    for row in (kept, absorbed):
        family = [one.id for one in await repository.family_of(reading.session, row.id)]
        both.append(
            File(
                customer=row,
                card=cards.get(row.id),
                leads=await repository.open_leads(reading.session, row.id),
                points=await repository.points_of_files(reading.session, family),
                live_orders=orders[row.id][0],
                orders=orders[row.id][1],
            )
        )
    return both[0], both[1]


@dataclass(frozen=True, slots=True)
class Choice:
    """One field with both sides and the side it will come from. `locked`: the rules leave no choice."""

    field: str
    kept: Any
    absorbed: Any
    side: Side
    locked: bool = False

    @property
    def differs(self) -> bool:
        return bool(self.kept != self.absorbed)


def choices(kept: File, absorbed: File, wanted: Mapping[str, Side]) -> list[Choice]:
    """Every field there is to choose. Raises `ChoiceUnknown`, `LeadCannotFold`."""
    found = [*_values(kept, absorbed, wanted), *_contacts(kept, absorbed, wanted)]
    found.append(_owner(kept, absorbed, wanted))
    found += _leads(kept, absorbed, wanted)
    unknown = (
        wanted.keys() - {choice.field for choice in found} - {f"{policy.LEAD}{one}" for one in ("buying", "selling")}
    )
    if unknown:
        raise ChoiceUnknown(field=min(unknown), pointer="/choices")
    return found


def _values(kept: File, absorbed: File, wanted: Mapping[str, Side]) -> list[Choice]:
    mine, others = kept.values(), absorbed.values()
    return [Choice(name, mine[name], others[name], _side(name, mine[name], others[name], wanted)) for name in mine]


def _side(name: str, kept: Any, absorbed: Any, wanted: Mapping[str, Side]) -> Side:
    side = wanted.get(name, policy.default_side(name, kept, absorbed))
    if side is Side.BOTH and not policy.can_join(name, kept):
        return Side.KEPT
    return side


def _contacts(kept: File, absorbed: File, wanted: Mapping[str, Side]) -> list[Choice]:
    found: list[Choice] = []
    for name, kind in policy.CONTACT.items():
        mine, others = kept.point(kind), absorbed.point(kind)
        side = wanted.get(name, Side.ABSORBED if mine is None and others is not None else Side.KEPT)
        found.append(Choice(name, mine.masked if mine else None, others.masked if others else None, side))
    return found


def _owner(kept: File, absorbed: File, wanted: Mapping[str, Side]) -> Choice:
    mine, others = kept.customer.owner_id, absorbed.customer.owner_id
    side = wanted.get(policy.OWNER, Side.ABSORBED if mine is None and others is not None else Side.KEPT)
    return Choice(policy.OWNER, mine, others, side)


def _leads(kept: File, absorbed: File, wanted: Mapping[str, Side]) -> list[Choice]:
    found: list[Choice] = []
    for mine in kept.leads:
        others = absorbed.lead(mine.family)
        if others is None:
            continue
        name = f"{policy.LEAD}{mine.family}"
        further = Side.ABSORBED if _rank(others) > _rank(mine) else Side.KEPT
        side = wanted.get(name, further)
        locked = Stage.ORDERED in (mine.stage, others.stage)
        if locked and side is not further:
            raise LeadCannotFold(pointer=f"/choices/{name}")
        found.append(Choice(name, mine, others, side, locked))
    return found


def _rank(lead: Lead) -> int:
    return ROAD.index(Stage(lead.stage)) if Stage(lead.stage) in ROAD else -1


def owner_of(choice: Choice) -> UUID | None:
    owner: UUID | None = choice.absorbed if choice.side is Side.ABSORBED else choice.kept
    return owner
