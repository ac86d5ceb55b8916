"""What somebody wants, before there is a lead; and what the store knows of who asks."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from contracts.vocabulary import LeadKind

from leads.lead.policy import Channel, Family, Stage, family_of


@dataclass(frozen=True, slots=True)
class Wish:
    """`refs` are the sender's own (source, id); `responded` when somebody is with the customer already."""

    kind: LeadKind
    channel: Channel
    source: str
    make: str | None = None
    model: str | None = None
    year: int | None = None
    wanted: dict[str, Any] = field(default_factory=dict)
    trade_in: dict[str, Any] | None = None
    comments: str = ""
    partner_id: UUID | None = None
    refs: tuple[tuple[str, str], ...] = ()
    responded: bool = False

    @property
    def family(self) -> Family:
        return family_of(self.kind)

    @property
    def wanted_text(self) -> str:
        return " ".join(str(part) for part in (self.year, self.make, self.model) if part)


@dataclass(frozen=True, slots=True)
class KnownLead:
    id: UUID
    family: Family
    assignee_id: UUID | None
    stage: Stage
    kind: LeadKind


@dataclass(frozen=True, slots=True)
class Known:
    """A customer of the store, with their open leads. `ref_lead_ids` are the leads that the sender's ids name."""

    customer_id: UUID
    name: str
    owner_id: UUID | None
    lifecycle: str
    by_key: bool
    has_key: bool
    ref_lead_ids: tuple[UUID, ...]
    open_leads: tuple[KnownLead, ...]

    def open_lead(self, family: Family) -> KnownLead | None:
        return next((lead for lead in self.open_leads if lead.family is family), None)
