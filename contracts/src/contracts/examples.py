"""One example of every event, used by the tests of those who tell it and of those who hear it."""

from pathlib import Path
from typing import TypeVar

from messaging import Event

FOLDER = Path(__file__).resolve().parents[2] / "examples"
E = TypeVar("E", bound=Event)


def example(kind: type[E]) -> E:
    """The example of an event type as stored in `contracts/examples/`."""
    return kind.model_validate_json((FOLDER / f"{kind.event_type}.json").read_text(encoding="utf-8"))
