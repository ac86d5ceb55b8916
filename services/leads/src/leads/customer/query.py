"""What may be asked of the list of customers, as it stands in a URL."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, field_validator
from service_defaults.fields import Code, Text
from service_defaults.paging import DEFAULT_LIMIT, MAX_CURSOR_LENGTH, Limit

from leads.customer.filter_repository import CustomerFilters
from leads.customer.policy import CustomerKind, CustomerOrder, Lifecycle
from leads.days import Instant, after_its_beginning
from leads.setting.schemas import LevelCode

Percent = Annotated[int, Field(ge=0, le=100)]


class CustomerQuery(BaseModel):
    """Filters of customers; several values of one are alternatives. An unknown name is refused."""

    model_config = ConfigDict(extra="forbid")

    query: Text | None = Field(None, description="A name, pinyin or its initials, the end of a mobile, plate or VIN.")
    lifecycle: list[Lifecycle] | None = Field(None, max_length=10)
    kind: list[CustomerKind] | None = Field(None, max_length=5)
    source: list[Code] | None = Field(None, max_length=40)
    level: list[LevelCode] | None = Field(None, max_length=20, description="Of an open lead.")
    store_id: list[UUID] | None = Field(None, max_length=50)
    team_id: UUID | None = None
    owner_id: list[UUID] | None = Field(None, max_length=50)
    unassigned: bool | None = Field(None, description="Nobody's; beside `owner_id` as one more alternative.")
    created_from: Instant | None = None
    created_to: Instant | None = None
    quality_from: Percent | None = Field(None, description="How complete the file is, in percent.")
    quality_to: Percent | None = None
    city: Text | None = None
    tag: Text | None = None
    has_vehicle: bool | None = None
    has_open_lead: bool | None = None
    order: CustomerOrder = CustomerOrder.NEWEST
    limit: Limit = DEFAULT_LIMIT
    cursor: str | None = Field(None, max_length=MAX_CURSOR_LENGTH)

    _ends_later = field_validator("created_to", "quality_to")(after_its_beginning)

    def filters(self) -> CustomerFilters:
        return CustomerFilters(
            lifecycles=tuple(self.lifecycle or ()),
            kinds=tuple(self.kind or ()),
            sources=tuple(self.source or ()),
            levels=tuple(self.level or ()),
            store_ids=tuple(self.store_id or ()),
            team_id=self.team_id,
            owner_ids=tuple(self.owner_id or ()),
            unassigned=self.unassigned,
            created_from=self.created_from,
            created_to=self.created_to,
            quality_from=self.quality_from,
            quality_to=self.quality_to,
            city=self.city,
            tag=self.tag,
            has_vehicle=self.has_vehicle,
            has_open_lead=self.has_open_lead,
        )
