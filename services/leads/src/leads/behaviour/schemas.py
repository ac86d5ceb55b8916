"""What goes over the wire about behaviour."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints
from service_defaults.bodies import Body
from service_defaults.fields import OptionalText, Text

from leads.behaviour.policy import BehaviourKind, Door
from leads.days import Instant

VisitorId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
"""A random id that a site gave its visitor after consent."""

BatchId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
SiteKey = Annotated[str, StringConstraints(pattern=r"^cb_[A-Za-z0-9_-]{16,64}$")]
Wording = Annotated[Text, Field(max_length=40)]
_Short = Annotated[Text, Field(max_length=60)]
_DAY_MS = 24 * 3600 * 1000


class Request(Body, BaseModel):
    """What is sent."""


class View(Request):
    """One thing looked at, `ago_ms` before the batch was sent."""

    kind: BehaviourKind
    ago_ms: int = Field(0, ge=0, le=_DAY_MS)
    model: _Short | None = None
    trim: _Short | None = None
    topic: _Short | None = None
    rival: _Short | None = None
    page: Annotated[Text, Field(max_length=500)] | None = None
    seconds: int | None = Field(None, ge=0, le=7200)


class ViewBatch(Request):
    """Views of one visitor who agreed (`consent` is the wording's version). The same batch twice counts once."""

    visitor: VisitorId
    consent: Wording
    batch: BatchId
    events: list[View] = Field(min_length=1, max_length=40)


class ViewsTaken(BaseModel):
    accepted: int


class VisitorWithdrawal(Request):
    """The visitor takes the consent back: what is kept of them goes."""

    visitor: VisitorId


class SocialInteraction(Request):
    """What somebody did on a platform. `actor` is the platform's own id of the person; it is kept as a hash."""

    id: Text
    actor: Text
    kind: BehaviourKind
    at: Instant | None = None
    model: _Short | None = None
    topic: _Short | None = None


class SocialInteractions(Request):
    interactions: list[SocialInteraction] = Field(min_length=1, max_length=200)


class SiteDoor(Body, BaseModel):
    door: Literal[Door.SITE, Door.DEVICE] = Door.SITE


Origins = Annotated[list[Text], Field(max_length=20)]


class SiteCreate(SiteDoor):
    """A web site needs the origins that its pages are served from."""

    name: Text
    origins: Origins = []
    wording_version: Wording = "1"


class SiteChange(Request):
    name: Text | None = None
    origins: Origins | None = None
    wording_version: Wording | None = None
    active: bool | None = None


class SiteOut(BaseModel):
    """`site_key` goes into the snippet. `device_key` is shown this once."""

    id: UUID
    store_id: UUID
    door: Door
    name: str
    site_key: str | None
    device_key: str | None = None
    origins: list[str]
    wording_version: str
    active: bool
    created_at: datetime
    last_seen_at: datetime | None
    version: int


class VisitorLink(Request):
    """A visitor of a site or device is this customer. `wording_version` records the consent given just now."""

    visitor_id: VisitorId
    wording_version: Wording | None = None


class ModelInterest(BaseModel):
    model: str
    views: int
    days: int
    price_views: int
    last_at: datetime


class NamedInterest(BaseModel):
    name: str
    views: int
    last_at: datetime


class StreakOut(BaseModel):
    """Days in a row on one model, up to today or yesterday."""

    model: str
    days: int


class RecentView(BaseModel):
    at: datetime
    door: Door
    kind: str
    model: str | None
    trim: str | None
    topic: str | None
    rival: str | None
    page: str | None


class InterestOut(BaseModel):
    """What a customer looked at. `agreed` null: never asked. Without consent nothing is kept."""

    agreed: bool | None
    visitors: int
    first_at: datetime | None
    last_at: datetime | None
    active_days: int
    models: list[ModelInterest]
    topics: list[NamedInterest]
    rivals: list[NamedInterest]
    kinds: dict[str, int]
    streak: StreakOut | None
    recent: list[RecentView]


class VisitorMention(BaseModel):
    """A visitor id that came with a lead, and the wording they agreed to on the form."""

    visitor_id: VisitorId
    wording_version: OptionalText = None


EventRow = dict[str, Any]
