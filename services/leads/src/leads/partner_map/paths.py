"""Where a value stands in a JSON document: `store.name`, `items[0]`, `['a key']`, `tags[*]`. Pure."""

import re
from collections.abc import Sequence
from typing import Any

from leads.partner_map.document import read_inner

MAX_LENGTH = 200
MAX_STEPS = 12
MAX_FOUND = 50

Step = str | int | None
"""A member's name, an element's number, or None for every element."""

_STEP = re.compile(
    r"""\.?(?:
        (?P<name>[^.\[\]'"\s](?:[^.\[\]'"]*[^.\[\]'"\s])?)
        |\[(?P<number>[0-9]{1,4})\]
        |(?P<all>\[\*\])
        |\[(?P<quote>['"])(?P<quoted>[^'"]{1,100})(?P=quote)\]
    )""",
    re.VERBOSE,
)


class PathUnreadable(ValueError):
    """Not a path."""


def read_path(text: str) -> tuple[Step, ...]:
    """The steps of a path; none for an empty one, which means the whole. Raises `PathUnreadable`."""
    steps: list[Step] = []
    at = 0
    while at < len(text):
        found = _STEP.match(text, at)
        begins_with_dot = text[at] == "."
        if found is None or len(text) > MAX_LENGTH or (begins_with_dot and (at == 0 or text[at + 1] == "[")):
            raise PathUnreadable(text)
        if found["name"] is not None and at > 0 and not begins_with_dot:
            raise PathUnreadable(text)
        steps.append(_step(found))
        at = found.end()
    if len(steps) > MAX_STEPS:
        raise PathUnreadable(text)
    return tuple(steps)


def find(document: Any, steps: Sequence[Step]) -> list[Any]:
    """The values at a path, none where it leads nowhere. A text that holds JSON is walked into."""
    found = [document]
    for step in steps:
        found = [inner for value in found for inner in _entered(value, step)][:MAX_FOUND]
    return found


def _step(found: re.Match[str]) -> Step:
    if found["all"]:
        return None
    if found["number"]:
        return int(found["number"])
    return found["name"] or found["quoted"]


def _entered(value: Any, step: Step) -> list[Any]:
    if isinstance(value, str):
        value = read_inner(value)
    if isinstance(value, dict):
        return [value[step]] if isinstance(step, str) and step in value else []
    if isinstance(value, list):
        if step is None:
            return value[:MAX_FOUND]
        return [value[step]] if isinstance(step, int) and step < len(value) else []
    return []
