"""What the partners' operations take and answer."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from contracts.vocabulary import PartnerKind
from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import OptionalText, Text

from gateway.partner.policy import KeyScope

StoreIds = Annotated[list[UUID], Field(min_length=1, max_length=300)]


class Request(Body, BaseModel):
    """What is sent."""


class PartnerCreate(Request):
    """`source` is the code that leads of this partner carry; the first store is the default one."""

    name: Text
    kind: PartnerKind
    source: OptionalText = None
    store_ids: StoreIds


class PartnerChange(Request):
    name: Text | None = None
    source: OptionalText = None
    store_ids: StoreIds | None = None
    active: bool | None = None


class PartnerRow(BaseModel):
    id: UUID
    name: str
    kind: str
    source: str | None
    store_ids: list[UUID]
    active: bool


class PartnerOut(PartnerRow):
    revision: int
    created_at: datetime


class KeyCreate(Request):
    label: Text
    scopes: Annotated[list[KeyScope], Field(min_length=1, max_length=5)] = list(KeyScope)


class KeyRow(BaseModel):
    id: UUID
    prefix: str
    label: str
    scopes: list[KeyScope]
    created_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


class KeyOut(KeyRow):
    """`api_key` is shown this once."""

    api_key: str
