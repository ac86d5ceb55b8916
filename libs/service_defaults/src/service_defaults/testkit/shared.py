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
from typing import IO, Any

import psutil  # type: ignore[import-untyped]
import pytest

_PREFIX = "chemai-tests-"


class SharedServers:
    """A directory below the system's temporary one, locked by the process that leads the run while it lives."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._leading: IO[str] | None = None

    @classmethod
    def join(cls, worker_input: Mapping[str, Any] | None) -> "SharedServers":
        if worker_input is not None:
            return cls(Path(worker_input["chemai_run"]))
        servers = cls(Path(tempfile.mkdtemp(prefix=f"new-{_PREFIX}")))
        # PostgreSQL runs as another user when the tests run as root.
        servers.path.chmod(0o755)
        servers._take_charge()
        # Only now may others see it, and find it led.
        servers.path = servers.path.rename(servers.path.with_name(servers.path.name.removeprefix("new-")))
        return servers

    def _take_charge(self) -> bool:
        handle = (self.path / "leader").open("w")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            handle.close()
            return False
        self._leading = handle
        return True

    @contextlib.contextmanager
    def lock(self, name: str) -> Iterator[Path]:
        """The directory of that server, for one process at a time."""
        folder = self.path / name
        folder.mkdir(exist_ok=True)
        with (self.path / f"{name}.lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield folder

    def once(self, name: str, start: Callable[[Path], tuple[str, int]]) -> str:
        """The address of the server, which `start` starts in the given directory if nobody did; it answers its pid."""
        with self.lock(name) as folder:
            note = self.path / f"{name}.json"
            if not note.exists():
                _stop_orphans()
                address, pid = start(folder)
                note.write_text(json.dumps({"address": address, "pid": pid}))
            return str(json.loads(note.read_text())["address"])

    def stop_all(self) -> None:
        for note in self.path.glob("*.json"):
            pid = json.loads(note.read_text())["pid"]
            if self._is_ours(pid):
                stop_process(pid)
        shutil.rmtree(self.path, ignore_errors=True)
        if self._leading is not None:
            self._leading.close()

    def _is_ours(self, pid: int) -> bool:
        try:
            return any(str(self.path) in argument for argument in psutil.Process(pid).cmdline())
        except psutil.Error:
            return False


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
    """End what runs left behind that were killed: nobody leads them any more."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with contextlib.suppress(OSError):
            left_behind = SharedServers(path)
            if left_behind._take_charge():  # noqa: SLF001 - our own class
                left_behind.stop_all()
