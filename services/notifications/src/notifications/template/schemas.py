"""What the API shows and takes of wordings."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, Field
from service_defaults.bodies import Body
from service_defaults.fields import LongText

from notifications.template.policy import Channel, Locale


class TemplateOut(Body):
    """A wording in force; `version` 0 is the built-in one."""

    code: str
    channel: Channel
    locale: Locale
    purpose: str
    transactional: bool
    variables: list[str]
    text: str
    version: int
    default_text: str
    changed_at: datetime | None


class MessageTemplates(BaseModel):
    items: list[TemplateOut]


class TemplateText(BaseModel):
    """Variables stand in braces, e.g. `{customer_name}`."""

    text: Annotated[LongText, Field(min_length=1, max_length=500)]
