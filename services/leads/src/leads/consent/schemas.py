"""What goes over the wire about consent."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from contracts.vocabulary import Purpose
from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Code, LongText, OptionalText, Text


class EvidenceKind(StrEnum):
    """How the consent can be shown later."""

    FORM = "form"
    SIGNATURE = "signature"
    RECORDING = "recording"
    ONLINE = "online"
    VERBAL = "verbal"


class ConsentGive(Body):
    """`recipient_id` and `recipient_name` name the partner of a consent to share (PIPL Art. 23)."""

    purpose: Purpose
    recipient_id: UUID | None = None
    recipient_name: OptionalText = None
    channel: Code | None = None
    wording_version: Annotated[Text, Field(max_length=40)]
    evidence_kind: EvidenceKind
    evidence: Annotated[LongText, Field(max_length=1000)] = ""


class ConsentWithdraw(Body):
    purpose: Purpose
    recipient_id: UUID | None = None
    channel: Code | None = None
    evidence_kind: EvidenceKind = EvidenceKind.VERBAL
    evidence: Annotated[LongText, Field(max_length=1000)] = ""


class ConsentMention(Body):
    """A consent that came with a lead: what the customer agreed to, and to which wording."""

    purpose: Literal[Purpose.SERVICE, Purpose.MARKETING]
    wording_version: Annotated[Text, Field(max_length=40)]


class ConsentOut(BaseModel):
    """One line of the ledger; `current` is the newest of its purpose, recipient and channel."""

    id: UUID
    purpose: Purpose
    recipient_id: UUID | None
    recipient_name: str | None
    channel: str | None
    granted: bool
    current: bool
    wording_version: str
    evidence_kind: EvidenceKind
    evidence: str
    at: datetime
    actor_id: UUID | None
    actor_name: str | None
