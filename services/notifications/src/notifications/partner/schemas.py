"""What the API shows and takes of partners' secrets."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body


class WebhookPartnerRow(Body):
    """A partner, where it posts its webhooks, and since when it signs with the current secret."""

    id: UUID
    name: str
    kind: str
    active: bool
    inbound_url: str
    secret_created_at: datetime | None
    secret_revealed_at: datetime | None


class SecretRotation(BaseModel):
    """For how long both secrets hold."""

    overlap_hours: Annotated[int, Field(ge=0, le=168)] = 24

    @property
    def overlap(self) -> timedelta:
        return timedelta(hours=self.overlap_hours)


class PartnerSecretOut(BaseModel):
    """Shown this once."""

    partner_id: UUID
    secret: str


class SecretAccessRow(BaseModel):
    id: UUID
    endpoint_id: UUID | None
    act: str
    actor_name: str
    at: datetime
