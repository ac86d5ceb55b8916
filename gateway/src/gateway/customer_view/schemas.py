"""One customer, as all services see the person together."""

from typing import Any

from pydantic import BaseModel
from service_defaults.timeline import TimelineItem


class CustomerView(BaseModel):
    """Each part is the answer of its service; null where the service has nothing or is named in `unavailable`."""

    customer: dict[str, Any]
    aftersales: dict[str, Any] | None
    loyalty: dict[str, Any] | None
    notifications: dict[str, Any] | None
    unavailable: list[str]


class LifeItem(TimelineItem):
    """A line of the timeline with the service that wrote it."""

    service: str


class LifePage(BaseModel):
    """Newest first. What an unavailable service would have told comes with a later page, once it is back."""

    items: list[LifeItem]
    next_cursor: str | None
    unavailable: list[str]
