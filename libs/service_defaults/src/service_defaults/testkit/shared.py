"""Servers that all workers of one test run share: started by whoever needs one first, ended with the run."""

import contextlib
import fcntl
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

_PREFIX = "chemai-tests-"


class SharedServers:
    """A directory below the system's temporary one, named after the process that leads the run."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def join(cls, worker_input: Mapping[str, Any] | None) -> "SharedServers":
        if worker_input is not None:
            return cls(Path(worker_input["chemai_run"]))
        return cls(Path(tempfile.gettempdir()) / f"{_PREFIX}{os.getpid()}")

    @contextlib.contextmanager
    def lock(self, name: str) -> Iterator[Path]:
        """The directory of that server, for one process at a time."""
        folder = self.path / name
        if not self.path.exists():
            _stop_orphans()
        folder.mkdir(parents=True, exist_ok=True)
        self.path.chmod(0o755)
        with (self.path / f"{name}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield folder

    def once(self, name: str, start: Callable[[Path], tuple[str, int]]) -> str:
        """The address of the server, which `start` starts in the given directory if nobody did; it answers its pid."""
        with self.lock(name) as folder:
            note = self.path / f"{name}.json"
            if not note.exists():
                address, pid = start(folder)
                note.write_text(json.dumps({"address": address, "pid": pid}))
            return str(json.loads(note.read_text())["address"])

    def stop_all(self) -> None:
        for note in self.path.glob("*.json"):
            stop_process(json.loads(note.read_text())["pid"])
        shutil.rmtree(self.path, ignore_errors=True)


run_directory = pytest.StashKey[SharedServers]()


def stop_process(pid: int, *, within: float = 10.0) -> None:
    """SIGINT (PostgreSQL's fast shutdown; Kafka takes it like SIGTERM), then kill -9."""
    for sign, patience in ((signal.SIGINT, within), (signal.SIGKILL, 5.0)):
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            os.kill(pid, sign)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not _alive(pid):
                return
            time.sleep(0.02)


def _alive(pid: int) -> bool:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _stop_orphans() -> None:
    """End what runs left behind that were killed: their leading process is gone."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        leader = path.name.removeprefix(_PREFIX)
        if leader.isdigit() and not _alive(int(leader)):
            with contextlib.suppress(PermissionError):
                SharedServers(path).stop_all()
