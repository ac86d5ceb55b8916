"""The base of every event: a frozen fact with a type, and a key that decides its place in the order."""

import re
from typing import Any, ClassVar

from pydantic import BaseModel

_TYPE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.v[1-9][0-9]*")

EVENT_TYPES: "dict[str, type[Event]]" = {}
"""Every event class that was imported, by its type."""


class Event(BaseModel, frozen=True, extra="ignore"):
    """Declare `class LeadCreated(Event, type="leads.lead_created.v1", key="customer_id")`.

    `type` is `<producing service>.<noun>_<past>.v<n>`; `key` names the field whose events stay in order, usually the
    customer. Fields that this version does not know are ignored, so producers may add optional ones.
    Fields called `store_id` and `owner_id` also travel as attributes of the envelope.
    """

    event_type: ClassVar[str]
    key_field: ClassVar[str]

    def __init_subclass__(cls, *, type: str | None = None, key: str | None = None, **config: Any) -> None:  # noqa: A002 - the keyword reads as in a class statement
        super().__init_subclass__(**config)

    @classmethod
    def __pydantic_init_subclass__(cls, *, type: str | None = None, key: str | None = None, **config: Any) -> None:  # noqa: A002 - the keyword reads as in a class statement
        super().__pydantic_init_subclass__(**config)
        if type is None:
            return
        if _TYPE.fullmatch(type) is None:
            raise ValueError(f"{cls.__name__}: {type!r} is not <service>.<noun>_<past>.v<n>")
        if key not in cls.model_fields:
            raise ValueError(f"{cls.__name__}: its key {key!r} is not one of its fields")
        if EVENT_TYPES.setdefault(type, cls) is not cls:
            raise ValueError(f"{type} is already the type of {EVENT_TYPES[type].__qualname__}")
        cls.event_type, cls.key_field = type, key

    @property
    def key(self) -> str:
        return str(getattr(self, self.key_field))
