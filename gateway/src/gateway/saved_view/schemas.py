"""What the operations of saved views take and answer."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import Text

from gateway.saved_view.policy import Layout, ListCode, Sharing

Word = Annotated[Text, Field(max_length=64, pattern=r"^[a-z][a-z0-9_]*$")]
Value = Annotated[Text, Field(max_length=100)]
Filters = Annotated[dict[Word, bool | int | Value | Annotated[list[Value], Field(max_length=50)]], Field(max_length=40)]
Columns = Annotated[list[Word], Field(max_length=40)]
Position = Annotated[int, Field(ge=0, le=10_000)]
Name = Annotated[Text, Field(max_length=40)]


class Request(Body, BaseModel):
    """What is sent."""


class SavedViewCreate(Request):
    """`filters` as they stand in the list's address, `columns` in their order (none: the list's own)."""

    list_code: ListCode
    name: Name
    filters: Filters = {}
    sort: Word | None = None
    columns: Columns = []
    layout: Layout = Layout.LIST
    sharing: Sharing = Sharing.ME
    position: Position | None = None


class SavedViewChange(Request):
    """Absent fields stay as they are."""

    name: Name | None = None
    filters: Filters | None = None
    sort: Word | None = None
    columns: Columns | None = None
    layout: Layout | None = None
    sharing: Sharing | None = None
    position: Position | None = None


class SavedViewOut(BaseModel):
    """`mine`: made by oneself; `changeable`: one may change and remove it."""

    id: UUID
    list_code: ListCode
    name: str
    filters: dict[str, bool | int | str | list[str]]
    sort: str | None
    columns: list[str]
    layout: Layout
    sharing: Sharing
    position: int
    owner_id: UUID
    owner_name: str
    mine: bool
    changeable: bool
    version: int


class ListPreferenceOut(BaseModel):
    """What one sees first of a list; `columns` empty: the list's own."""

    list_code: ListCode
    default_view_id: UUID | None
    columns: list[str]


class SavedViews(BaseModel):
    """`may_share`: how widely one may share a view."""

    items: list[SavedViewOut]
    preferences: list[ListPreferenceOut]
    may_share: list[Sharing]


class ListPreferenceSet(Request):
    default_view_id: UUID | None = None
    columns: Columns = []
