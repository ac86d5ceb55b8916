"""What the documentation says of the structure, held against the code."""

import io
import re
from pathlib import Path
from tokenize import NAME, generate_tokens

import pytest
from embedded.contracts import DEFINITIONS
from messaging import Event
from service_defaults.service import ServiceDefinition

from contracts import EVENTS
from contracts.examples import example

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("leads", "aftersales", "loyalty", "notifications")
SAME_IN_ALL = (
    "__main__.py",
    "app.py",
    "api.py",
    "settings.py",
    "subscriptions.py",
    "jobs.py",
    "tables.py",
    "migrations",
)
IN_A_FEATURE = {"endpoints", "schemas", "service", "policy", "repository", "models", "events", "handlers", "errors"}


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_the_same_anatomy(name: str) -> None:
    folder = ROOT / "services" / name / "src" / name
    assert [part for part in SAME_IN_ALL if not (folder / part).exists()] == []
    assert (folder / "app.py").read_text().count("\n") <= 80
    assert (folder / "__main__.py").read_text().count("\n") <= 30


@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.event_type)
def test_every_event_has_an_example_that_it_reads_back(kind: type[Event]) -> None:
    told = example(kind)
    assert kind.model_validate_json(told.model_dump_json()) == told


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.name)
def test_a_service_hears_only_events_that_exist(definition: ServiceDefinition) -> None:
    assert set(definition.subscriptions) <= set(EVENTS)


def test_every_event_that_is_heard_is_told_by_its_service() -> None:
    heard = {kind for definition in DEFINITIONS for kind in definition.subscriptions}
    for kind in heard:
        service = kind.event_type.partition(".")[0]
        folder = ROOT / ("gateway/src/gateway" if service == "gateway" else f"services/{service}/src/{service}")
        sources = "\n".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
        assert re.search(rf"\b{kind.__name__}\(", sources), f"nobody tells {kind.event_type}"


def test_no_library_knows_a_dealership() -> None:
    nouns = re.compile(r"(^|_)(leads?|appraisal|vehicle|car|dealer|warranty|complaint)(_|$)", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{token.start[0]} {token.string}"
        for path in (ROOT / "libs").rglob("src/**/*.py")
        for token in generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
        if token.type == NAME and nouns.search(token.string)
    ]
    assert found == []
