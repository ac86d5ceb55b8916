"""What the documentation says of the structure, held against the code."""

import io
import json
import re
from collections import Counter
from pathlib import Path
from tokenize import NAME, generate_tokens

import pytest
from embedded.contracts import DEFINITIONS
from fastapi.routing import APIRoute
from messaging import Event
from service_defaults.service import ServiceDefinition
from service_defaults.web import Access

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
def test_every_operation_says_who_may_call_it(definition: ServiceDefinition) -> None:
    routes = [route for router in definition.routers for route in router.routes if isinstance(route, APIRoute)]
    declared = {
        f"{sorted(route.methods)} {route.path} ({route.name})": [
            part.dependency for part in route.dependencies if isinstance(part.dependency, Access)
        ]
        for route in routes
    }
    assert [operation for operation, access in declared.items() if len(access) != 1] == []
    assert all(access.kinds or access.anonymous for [access] in declared.values())


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda definition: definition.name)
def test_every_operation_has_a_name_of_its_own(definition: ServiceDefinition) -> None:
    names = Counter(
        route.name for router in definition.routers for route in router.routes if isinstance(route, APIRoute)
    )
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.parametrize("name", [definition.name for definition in DEFINITIONS])
def test_every_failure_is_described_as_a_problem(name: str) -> None:
    text = (ROOT / "contracts" / "openapi" / f"{name}.json").read_text(encoding="utf-8")
    assert "HTTPValidationError" not in text
    operations = [operation for methods in json.loads(text)["paths"].values() for operation in methods.values()]
    assert all("default" in operation["responses"] and "security" in operation for operation in operations)


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
