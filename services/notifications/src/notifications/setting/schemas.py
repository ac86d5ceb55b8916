"""Choices of a store with their defaults."""

from datetime import time
from typing import Annotated

from pydantic import BaseModel, Field, model_validator
from service_defaults.fields import Code, LocalTime

from notifications.template.policy import Channel, Locale


class NotificationSettings(BaseModel, extra="forbid"):
    """Messages nobody asked for are sent between `contact_from` and `contact_until`, local time.

    `tell_unconsented_partners`: a subscribed partner that the customer did not allow gets a thin event without
    personal data, else nothing.
    """

    contact_from: LocalTime = time(9)
    contact_until: LocalTime = time(20)
    locale: Locale = Locale.ZH
    channel: Channel = Channel.SMS
    reminder_hours: Annotated[int, Field(ge=1, le=72)] = 24
    disabled_templates: Annotated[tuple[Code, ...], Field(max_length=100)] = ()
    tell_unconsented_partners: bool = True

    @model_validator(mode="after")
    def _a_day_has_hours(self) -> "NotificationSettings":
        if self.contact_from >= self.contact_until or self.contact_from.tzinfo or self.contact_until.tzinfo:
            raise ValueError("contact hours are local times and end after they begin")
        return self


class SettingsOut(BaseModel):
    settings: NotificationSettings
    version: int
