"""What may be asked of a list of leads, as it stands in a URL."""

from typing import Annotated
from uuid import UUID

from contracts.vocabulary import LeadKind
from pydantic import BaseModel, ConfigDict, Field, field_validator
from service_defaults.fields import Code, Text
from service_defaults.paging import DEFAULT_LIMIT, MAX_CURSOR_LENGTH, Limit

from leads.days import Instant, after_its_beginning
from leads.lead.filter_repository import LeadFilters
from leads.lead.policy import Channel, Stage
from leads.lead.schemas import LeadOrder
from leads.setting.interest import Layer
from leads.setting.schemas import LevelCode

Percent = Annotated[int, Field(ge=0, le=100)]


class LeadQuery(BaseModel):
    """Filters of leads; several values of one are alternatives. An unknown name is refused: a filter that filters
    nothing would show what nobody asked for."""

    model_config = ConfigDict(extra="forbid")

    stage: list[Stage] | None = Field(None, max_length=10)
    level: list[LevelCode] | None = Field(None, max_length=20)
    kind: list[LeadKind] | None = Field(None, max_length=10)
    source: list[Code] | None = Field(None, max_length=40)
    channel: list[Channel] | None = Field(None, max_length=10)
    temperature: list[Layer] | None = Field(None, max_length=4)
    store_id: list[UUID] | None = Field(None, max_length=50)
    team_id: UUID | None = None
    owner_id: list[UUID] | None = Field(None, max_length=50)
    unassigned: bool | None = Field(None, description="Nobody's; beside `owner_id` as one more alternative.")
    open: bool | None = True
    created_from: Instant | None = None
    created_to: Instant | None = None
    next_contact_from: Instant | None = None
    next_contact_to: Instant | None = None
    planned: bool | None = Field(None, description="Whether a next contact is planned.")
    overdue: bool | None = Field(None, description="The first reply or the planned contact is late.")
    response_missed: bool | None = Field(None, description="The first reply came late, or is late now.")
    silent_days: int | None = Field(None, ge=1, le=3650, description="No contact for more than so many days.")
    score_from: Percent | None = None
    score_to: Percent | None = None
    has_signal: bool | None = None
    has_trade_in: bool | None = None
    wanted: Text | None = Field(None, description="Part of the make and model that is asked for.")
    campaign: Text | None = None
    city: Text | None = None
    tag: Text | None = None
    query: Text | None = Field(
        None, description="A name, pinyin or its initials, the end of a mobile, plate or VIN, as in customers."
    )

    _ends_later = field_validator("created_to", "next_contact_to", "score_to")(after_its_beginning)

    def filters(self, tokens: list[list[int]] | None) -> LeadFilters:
        """`tokens`: what `query` means."""
        return LeadFilters(
            stages=tuple(self.stage or ()),
            levels=tuple(self.level or ()),
            kinds=tuple(self.kind or ()),
            sources=tuple(self.source or ()),
            channels=tuple(self.channel or ()),
            temperatures=tuple(self.temperature or ()),
            store_ids=tuple(self.store_id or ()),
            team_id=self.team_id,
            owner_ids=tuple(self.owner_id or ()),
            unassigned=self.unassigned,
            is_open=self.open,
            created_from=self.created_from,
            created_to=self.created_to,
            next_contact_from=self.next_contact_from,
            next_contact_to=self.next_contact_to,
            planned=self.planned,
            overdue=self.overdue,
            response_missed=self.response_missed,
            silent_days=self.silent_days,
            score_from=self.score_from,
            score_to=self.score_to,
            has_signal=self.has_signal,
            has_trade_in=self.has_trade_in,
            wanted=self.wanted,
            campaign=self.campaign,
            city=self.city,
            tag=self.tag,
            tokens=tuple(tuple(one) for one in tokens) if tokens is not None else None,
        )


class LeadListQuery(LeadQuery):
    """A page of the list. With `order=next_contact`, `score` or `risk` only leads are listed that have a planned
    contact, a score, something that is awaited."""

    order: LeadOrder = LeadOrder.NEWEST
    limit: Limit = DEFAULT_LIMIT
    cursor: str | None = Field(None, max_length=MAX_CURSOR_LENGTH)


class LeadBoardQuery(LeadQuery):
    """The first cards of every column; with `stage` of those columns only."""

    per_column: int = Field(20, ge=1, le=50)
