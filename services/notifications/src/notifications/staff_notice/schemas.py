"""What the API shows and takes of the staff inbox."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool, model_validator
from service_defaults.bodies import Body
from service_defaults.paging import Page

from notifications.staff_notice.models import StaffNotice


class NoticeRow(Body):
    """`kind` is worded by the web app with `params`."""

    id: UUID
    kind: str
    params: dict[str, Any]
    ref_kind: str | None
    ref_id: UUID | None
    customer_id: UUID | None
    customer_name: str | None
    store_id: UUID
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, notice: StaffNotice, customer_name: str | None) -> Self:
        shown = {name: getattr(notice, name) for name in cls.model_fields if hasattr(notice, name)}
        return cls.model_validate({**shown, "customer_name": customer_name})


class NoticePage(Page[NoticeRow]):
    """`unread` stops counting at 100."""

    unread: int


class NoticesRead(BaseModel):
    """Either `ids` or `all`."""

    ids: Annotated[list[UUID], Field(max_length=200)] | None = None
    all: StrictBool = False

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if self.all == (self.ids is not None):
            raise ValueError("say which ones, or all")
        return self


class UnreadOut(BaseModel):
    unread: int
