"""The process that makes spreadsheets, so that making one holds up nobody's request."""

import asyncio
import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from leads.form.workbook import Sheet, written


@cache
def _pool() -> ProcessPoolExecutor:
    # Spawned: a fork would copy the connections of the process that asks. One book after the other is enough.
    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), max_tasks_per_child=200)


async def press(sheets: Sequence[Sheet]) -> bytes:
    return await asyncio.get_running_loop().run_in_executor(_pool(), written, list(sheets))
