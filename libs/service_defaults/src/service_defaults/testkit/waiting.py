"""Wait for conditions instead of time, and run loops beside a test."""

import asyncio
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from typing import Any

import pytest

Running = Callable[[Coroutine[Any, Any, None]], asyncio.Task[None]]
"""Starts a loop beside the test, which ends it."""


async def until(condition: Callable[[], object | Awaitable[object]], *, within: float = 30) -> None:
    """Return as soon as the condition holds; TimeoutError when it does not within so many seconds."""
    async with asyncio.timeout(within):
        while True:
            holds = condition()
            if await holds if inspect.isawaitable(holds) else holds:
                return
            await asyncio.sleep(0.01)


@pytest.fixture
async def running() -> AsyncIterator[Running]:
    """Loops beside the test. One that ended by itself with an error fails the test."""
    tasks: list[asyncio.Task[None]] = []

    def start(loop: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        tasks.append(asyncio.create_task(loop))
        return tasks[-1]

    yield start
    for task in tasks:
        task.cancel()
    for error in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(error, Exception):
            raise error
