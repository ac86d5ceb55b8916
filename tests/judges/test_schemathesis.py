"""Schemathesis against each service: what the contract says is sent and answered, and nothing makes it stumble."""

import asyncio
import importlib
import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import schemathesis
from aftersales.app import DEFINITION as AFTERSALES
from gateway.testkit import listening, open_house
from leads.app import DEFINITION as LEADS
from loyalty.app import DEFINITION as LOYALTY
from notifications.app import DEFINITION as NOTIFICATIONS
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    FuzzingPhaseConfig,
    GenerationConfig,
    NotAServerErrorConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
    SimpleCheckConfig,
    StatefulPhaseConfig,
)
from schemathesis.engine import Status, events, from_schema
from service_defaults.identity import Principal, Role
from service_defaults.settings import PlatformSettings
from service_defaults.testkit.loopback import cut_off
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import ServiceHarness, running_service, staff_principal

OPENAPI = Path(__file__).resolve().parents[2] / "contracts" / "openapi"
SEED = 20260310
# Time is used up: after every case of the contract has been tried, random ones follow until it ends.
SECONDS = {"leads": 150, "aftersales": 50, "notifications": 45, "gateway": 45, "loyalty": 20}
EXAMPLES = 4
ENDLESS = "stream_hints"
DEFINITIONS = {definition.name: definition for definition in (LEADS, AFTERSALES, LOYALTY, NOTIFICATIONS)}


def settings_of(name: str) -> type[PlatformSettings]:
    settings: type[PlatformSettings] = importlib.import_module(f"{name}.settings").Settings
    return settings


@asynccontextmanager
async def serving(postgres: Postgres, name: str) -> AsyncIterator[tuple[ServiceHarness, Principal]]:
    """The service, and the general manager who asks it."""
    if name == "gateway":
        async with open_house(postgres, demo=True) as house:
            manager, store = house.people["manager"], house.stores[0]
            post = staff_principal(Role.GENERAL_MANAGER, staff_id=manager.id, store_id=store.id, team_id=None)
            yield house.harness, post.model_copy(update={"group_id": store.group_id})
    else:
        async with running_service(postgres, DEFINITIONS[name], settings_of(name)) as harness:
            manager = staff_principal(Role.GENERAL_MANAGER)
            await harness.organise(manager)
            yield harness, manager


# A gateway stands here alone: what it asks the services behind it for is not to be had, and it says so.
NOBODY_BEHIND = {"gateway": (502, 503)}


def config(name: str, token: str) -> SchemathesisConfig:
    project = ProjectConfig(
        headers={"Authorization": f"Bearer {token}"},
        continue_on_failure=True,
        request_timeout=20,
        checks=ChecksConfig(
            not_a_server_error=NotAServerErrorConfig(
                expected_statuses=["2xx", "3xx", "4xx", *NOBODY_BEHIND.get(name, ())]
            ),
            # The contract does not say which stored thing an id names: a 404 or 409 for good data is right.
            positive_data_acceptance=PositiveDataAcceptanceConfig(enabled=False),
            use_after_free=SimpleCheckConfig(enabled=False),
            ensure_resource_availability=SimpleCheckConfig(enabled=False),
        ),
        phases=PhasesConfig(
            coverage=CoveragePhaseConfig(),
            fuzzing=FuzzingPhaseConfig(),
            stateful=StatefulPhaseConfig(enabled=False),
        ),
        generation=GenerationConfig(max_examples=EXAMPLES, deterministic=True, no_shrink=True, database="none"),
    )
    return SchemathesisConfig(seed=SEED, max_time=SECONDS[name], projects=ProjectsConfig(default=project))


def contract(name: str) -> dict[str, Any]:
    """As the service itself keeps it: behind the gateway every credential has become the gateway's bearer token."""
    spec: dict[str, Any] = json.loads((OPENAPI / f"{name}.json").read_text(encoding="utf-8"))
    for path, methods in list(spec["paths"].items()):
        for operation in methods.values():
            if operation["security"]:
                operation["security"] = [{"session": []}]
        if any(operation["operationId"] == ENDLESS for operation in methods.values()):
            del spec["paths"][path]
    return spec


def judge(name: str, spec: dict[str, Any], base_url: str, token: str) -> tuple[set[str], list[str]]:
    """The operations that were tried, and every finding in one line."""
    schema = schemathesis.openapi.from_dict(spec, config=config(name, token))
    schema.config.update(base_url=base_url)
    tried: set[str] = set()
    findings: dict[str, None] = {}
    for event in from_schema(schema).execute():
        if isinstance(event, events.NonFatalError | events.FatalError):
            findings[f"error: {event}"] = None
        if isinstance(event, events.ScenarioFinished):
            tried.add(str(event.label))
            for case_id, checks in event.recorder.checks.items():
                for check in checks:
                    if check.status is not Status.FAILURE or _never_arrived(event.recorder, case_id):
                        continue
                    if not _is_another_operation(check, event.recorder, case_id, spec):
                        findings[_told(event.recorder, case_id, check)] = None
    return tried, list(findings)


def _never_arrived(recorder: Any, case_id: str) -> bool:
    """Random bytes that are no HTTP at all are refused by the web server's parser, below every contract."""
    seen = recorder.interactions.get(case_id)
    return bool(seen and seen.response and seen.response.content == b"Invalid HTTP request received.")


def _is_another_operation(check: Any, recorder: Any, case_id: str, spec: dict[str, Any]) -> bool:
    """`PATCH /orders/board` is the contract's own `PATCH /orders/{order_id}`, with a bad id: not an unknown method."""
    if check.name not in ("unsupported_method", "allow_header_conformance"):
        return False
    seen = recorder.interactions[case_id]
    path = urlsplit(seen.request.uri).path
    told = {
        method.upper()
        for template, methods in spec["paths"].items()
        if re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path)
        for method in methods
    }
    if check.name == "unsupported_method":
        return seen.request.method in told
    allowed = {method.strip() for value in seen.response.headers.get("allow", ()) for method in value.split(",")}
    return allowed == told


def _told(recorder: Any, case_id: str, check: Any) -> str:
    seen = recorder.interactions.get(case_id)
    request = seen.request if seen else None
    body = request.body[:300] if request and request.body else b""
    answer = seen.response.content[:300] if seen and seen.response else b""
    status = seen.response.status_code if seen and seen.response else None
    failure = check.failure_info.failure
    return (
        f"{recorder.label} {check.name}: {failure.title}: {str(failure.message)[:400]}\n"
        f"    {request.method if request else ''} {request.uri if request else ''} {body!r} -> {status} {answer!r}"
    )


@pytest.mark.timeout(400)
@pytest.mark.parametrize("name", SECONDS)
async def test_the_contract_is_kept(postgres: Postgres, name: str) -> None:
    spec = contract(name)
    async with serving(postgres, name) as (harness, manager):
        token = harness.signer.sign(manager, life=timedelta(hours=1))
        async with listening(harness.service.app) as port:
            with cut_off():
                tried, findings = await asyncio.to_thread(judge, name, spec, f"http://127.0.0.1:{port}", token)
    assert findings == [], "\n".join(findings)
    assert len(tried) >= sum(len(methods) for methods in spec["paths"].values())
