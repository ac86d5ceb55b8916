"""The system as a visitor starts it: `python -m embedded run`, on a free port, with its own data."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from distributed import Distributed, distributed_system
from ports import free_port
from service_defaults.testkit.postgres import Postgres
from story.people import House

ROOT = Path(__file__).resolve().parents[1]
_START_SECONDS = 420


@pytest.fixture(scope="session")
def embedded_house() -> Iterator[House]:
    """A running demo; its card tells accounts and keys. `CHEMAI_TEST_HOUSE` names the card of one that runs already."""
    if card := os.environ.get("CHEMAI_TEST_HOUSE"):
        house = House(_card(Path(card)))
        yield house
        house.close()
        return
    folder = Path(tempfile.mkdtemp(prefix="chemai-embedded-"))
    folder.chmod(0o755)
    port = free_port()
    environment = {
        **os.environ,
        "DATA_DIR": str(folder),
        "PORT": str(port),
        "CHEMAI_DEMO_FILE": str(folder / "card.json"),
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "embedded", "run"], env=environment, cwd=ROOT, stdout=log, stderr=log
        )
    try:
        _wait_until_ready(process, f"http://127.0.0.1:{port}", folder)
        house = House(_card(folder / "card.json"))
        yield house
        house.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def distributed(postgres: Postgres, kafka: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Distributed]:
    """One process per service, over Kafka."""
    with distributed_system(postgres, kafka, tmp_path_factory.mktemp("distributed")) as system:
        yield system


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whichever test comes first waits until the demo has been played: it gets the time for it."""
    for item in items:
        if {"embedded_house", "house"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(_START_SECONDS + 120))


def _card(path: Path) -> dict[str, Any]:
    card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return card


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, folder: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the system ended by itself:\n{(folder / 'log').read_text()[-4000:]}")
        if (folder / "card.json").exists() and httpx.get(f"{url}/readyz").status_code == 200:
            return
        time.sleep(0.2)
    raise AssertionError(f"not ready in {_START_SECONDS} s:\n{(folder / 'log').read_text()[-4000:]}")
