"""What goes over the wire about merging."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText

from leads.merge.policy import Side

FieldName = Annotated[str, Field(pattern=r"^[a-z_]{1,40}(\.[a-z_]{1,40})?$")]


class MergeCreate(Body, BaseModel):
    """`kept_id` goes on and answers for `absorbed_id`. `choices` says which side a field comes from; fields that are
    not named come from the kept file, or from the other where the kept one is blank; notes and lists are put together.
    """

    kept_id: UUID
    absorbed_id: UUID
    choices: Annotated[dict[FieldName, Side], Field(max_length=60)] = {}
    note: Annotated[LongText, Field(max_length=500)] = ""


class MergeUndo(Body, BaseModel):
    note: Annotated[LongText, Field(max_length=500)] = ""


class MergeField(BaseModel):
    """A field of both files. Contact data are masked; an owner is a name, a lead its level, stage and wish."""

    field: str
    kept: Any
    absorbed: Any
    differs: bool
    chosen: Side
    locked: bool = Field(default=False, description="the rules leave no choice")


class MergeSide(BaseModel):
    id: UUID
    name: str
    mobile_masked: str | None
    owner_name: str | None
    lifecycle: str
    source: str
    created_at: datetime
    open_leads: int
    live_orders: int
    orders: int
    file_score: int | None


class MergePreview(BaseModel):
    """Both files side by side. `obstacle` is the code of what stands in the way; `better_kept_id` whom to keep."""

    kept: MergeSide
    absorbed: MergeSide
    fields: list[MergeField]
    obstacle: str | None
    obstacle_text: str | None
    better_kept_id: UUID


class MergeOut(BaseModel):
    """`customer_id` answers for `absorbed_id`, whose name and number are shown as they were in its own file."""

    id: UUID
    store_id: UUID
    customer_id: UUID
    customer_name: str
    absorbed_id: UUID
    absorbed_name: str
    absorbed_mobile_masked: str | None
    choices: dict[str, Side]
    note: str
    merged_at: datetime
    merged_by_name: str | None
    undone_at: datetime | None
    undone_by_name: str | None
