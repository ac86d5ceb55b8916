"""The import worker's own process: spreadsheets are parsed and sealed beside the API, not in its way.

The service starts it when an import waits and hands it the settings through a pipe, so that no key stands in an
argument or in the environment. It ends when there has been nothing to do for a while, or when the service is gone.
"""

import asyncio
import contextlib
import json
import logging
import os
import sys
from datetime import timedelta
from typing import Any

import uvloop
from pydantic import SecretStr
from service_defaults.clocks import BusinessClock
from service_defaults.collector import spare_what_stands
from service_defaults.service import assemble_platform, load_clock
from service_defaults.work import Platform

from leads.bulk_import import repository
from leads.bulk_import.chunks import in_process
from leads.bulk_import.inspecting import check, inspect
from leads.bulk_import.policy import ImportState
from leads.bulk_import.running import run
from leads.bulk_import.undoing import undo
from leads.bulk_import.worker import Handler, work_off
from leads.settings import Settings

logger = logging.getLogger(__name__)
_POLL_SECONDS = 0.5
_IDLE_SECONDS = 180.0
_NICENESS = 5

HANDLERS: dict[ImportState, Handler] = {
    ImportState.READING: inspect,
    ImportState.CHECKING: check,
    ImportState.RUNNING: run,
    ImportState.UNDOING: undo,
}
BESIDE: dict[ImportState, Handler] = {**HANDLERS, ImportState.RUNNING: lambda job: run(job, in_process)}


async def turn(platform: Platform, handlers: dict[ImportState, Handler] = HANDLERS) -> bool:
    """One turn of the worker; False when nothing waits."""
    await load_clock(platform)
    return await work_off(platform, handlers)


class ImportWorker:
    """For the service: a worker's process as long as there is work."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._child: asyncio.subprocess.Process | None = None

    async def run(self) -> None:
        try:
            while True:
                try:
                    if self._idle() and await _waiting(self._platform):
                        self._child = await _start(self._platform)
                except Exception:
                    logger.exception("the import worker could not be started")
                await asyncio.sleep(_POLL_SECONDS)
        finally:
            await self._end()

    async def drain(self) -> int:
        """In this process: for tests, and for the demo when its clock is moved."""
        turns = 0
        while await turn(self._platform):
            turns += 1
        return turns

    def _idle(self) -> bool:
        return self._child is None or self._child.returncode is not None

    async def _end(self) -> None:
        if self._child is not None and self._child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._child.kill()
            await self._child.wait()


async def _waiting(platform: Platform) -> bool:
    async with platform.database.read() as session:
        return await repository.waiting(session, platform.clock.now() - platform.clock.offset)


async def _start(platform: Platform) -> asyncio.subprocess.Process:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "leads.bulk_import.process", stdin=asyncio.subprocess.PIPE
    )
    assert child.stdin is not None  # noqa: S101 - it was asked for
    told = {"settings": _plain(platform.settings.model_dump()), "offset": platform.clock.offset.total_seconds()}
    child.stdin.write(json.dumps(told).encode() + b"\n")
    await child.stdin.drain()
    return child


def _plain(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, dict):
        return {str(name): _plain(inner) for name, inner in value.items()}
    return value


async def _work(settings: Settings, offset: timedelta) -> None:
    platform = assemble_platform("leads", settings)
    spare_what_stands()
    platform.clock = BusinessClock(offset)
    idle = 0.0
    try:
        while idle < _IDLE_SECONDS:
            if await turn(platform, BESIDE):
                idle = 0.0
            else:
                await asyncio.sleep(_POLL_SECONDS)
                idle += _POLL_SECONDS
    finally:
        await platform.database.dispose()


async def _until_parent_is_gone() -> None:
    """The pipe ends with whoever holds its other end."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    await reader.read()


async def _main() -> None:
    told = json.loads(sys.stdin.buffer.readline())
    settings, offset = Settings.model_validate(told["settings"]), timedelta(seconds=told["offset"])
    done, _ = await asyncio.wait(
        [asyncio.ensure_future(_work(settings, offset)), asyncio.ensure_future(_until_parent_is_gone())],
        return_when=asyncio.FIRST_COMPLETED,
    )
    for task in done:
        task.result()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    os.nice(_NICENESS)
    uvloop.run(_main())
