"""The built-in wordings: data, read once."""

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from notifications.template.policy import Locale


class BuiltIn(BaseModel, frozen=True):
    """A kind of message: why it is sent, what it may name, and its default text in each language.

    `transactional`: caused by the customer himself just now, so it is sent at any hour.
    """

    purpose: str
    transactional: bool
    variables: tuple[str, ...]
    zh: str
    en: str

    def text(self, locale: str) -> str:
        return self.en if locale == Locale.EN else self.zh


def _load() -> dict[str, BuiltIn]:
    raw = json.loads((Path(__file__).parent / "defaults.json").read_text(encoding="utf-8"))
    return TypeAdapter(dict[str, BuiltIn]).validate_python(raw)


CATALOGUE: Mapping[str, BuiltIn] = _load()
