"""What the search box shows: the row of leads' customer list, as far as a hit needs it."""

from uuid import UUID

from pydantic import BaseModel


class FoundLead(BaseModel):
    wanted: str


class FoundCustomer(BaseModel):
    """Further fields are those of leads' customer list."""

    id: UUID
    store_id: UUID
    name: str
    mobile_masked: str | None
    owner_name: str | None
    open_lead: FoundLead | None


class Found(BaseModel):
    items: list[FoundCustomer]
    next_cursor: str | None
