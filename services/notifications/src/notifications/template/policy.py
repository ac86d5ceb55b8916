"""Rendering of templates: `{name}` stands for a variable, and nothing else is understood."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_BRACE = re.compile(r"[{}]")


class Channel(StrEnum):
    SMS = "sms"
    WECOM = "wecom"
    EMAIL = "email"


class Locale(StrEnum):
    ZH = "zh"
    EN = "en"


class RenderFailed(Exception):
    """A variable of the text has no value."""


def render(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables filled in; values are never read as templates. Raises `RenderFailed`."""

    def fill(slot: re.Match[str]) -> str:
        value = values.get(slot[1])
        if value is None:
            raise RenderFailed(slot[1])
        return value

    return _SLOT.sub(fill, text)


def variables_in(text: str) -> frozenset[str]:
    return frozenset(_SLOT.findall(text))


def unknown_variables(text: str, known: Collection[str]) -> frozenset[str]:
    """What a text names although the message does not carry it; a stray brace counts as one."""
    stray = {"{"} if _BRACE.search(_SLOT.sub("", text)) else set()
    return (variables_in(text) - set(known)) | stray
