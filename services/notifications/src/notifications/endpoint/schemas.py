"""What the API shows and takes of endpoints."""

from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText

from notifications.endpoint.event_types import WebhookType
from notifications.endpoint.models import WebhookEndpoint
from notifications.endpoint.policy import MAX_URL
from notifications.partner.models import WebhookSecret

Url = Annotated[str, Field(min_length=1, max_length=MAX_URL)]
Types = Annotated[list[WebhookType], Field(min_length=1, max_length=20)]
Description = Annotated[LongText, Field(max_length=200)]


class EndpointCreate(Body):
    partner_id: UUID
    url: Url
    event_types: Types
    description: Description = ""


class EndpointChange(Body):
    url: Url | None = None
    event_types: Types | None = None
    description: Description | None = None


class EndpointEnabling(Body):
    """`recover`: what it missed is queued again."""

    recover: bool = True


class EndpointRow(BaseModel):
    """An endpoint; `failing_since` and `paused_until` are wall time."""

    id: UUID
    partner_id: UUID
    partner_name: str
    url: str
    description: str
    event_types: list[str]
    state: str
    disabled_reason: str | None
    disabled_at: datetime | None
    failing_since: datetime | None
    paused_until: datetime | None
    last_success_at: datetime | None
    created_at: datetime
    version: int

    @classmethod
    def of(cls, endpoint: WebhookEndpoint, partner_name: str) -> Self:
        shown = {name: getattr(endpoint, name) for name in EndpointRow.model_fields if hasattr(endpoint, name)}
        return cls.model_validate({**shown, "partner_name": partner_name})


class SecretInForce(BaseModel):
    """When a secret was made and, in a rotation, until when the former one still signs."""

    created_at: datetime
    retires_at: datetime | None


class EndpointOut(EndpointRow):
    secrets: list[SecretInForce]

    @classmethod
    def whole(cls, endpoint: WebhookEndpoint, partner_name: str, secrets: list[WebhookSecret]) -> Self:
        row = EndpointRow.of(endpoint, partner_name)
        known = [SecretInForce(created_at=each.created_at, retires_at=each.retires_at) for each in secrets]
        return cls(**row.model_dump(), secrets=known)


class EndpointSecretOut(BaseModel):
    """`secret` is shown this once."""

    endpoint: EndpointRow
    secret: str
