"""Operations of the business clock."""

import asyncio

from fastapi import APIRouter
from service_defaults.web import staff

from gateway.clock import service
from gateway.clock.schemas import ClockAdvance, ClockAdvanced, ClockOut
from gateway.runtime import OwnUnits, Running, Runtime
from gateway.session.errors import OnlyInDemo

router = APIRouter(tags=["clock"])
SETTLE_SECONDS = 20.0


@router.get("/clock", dependencies=staff())
async def get_clock(runtime: Running) -> ClockOut:
    """What time it is in the business."""
    return ClockOut(
        business_time=runtime.platform.clock.now(),
        offset_seconds=int(runtime.platform.clock.offset.total_seconds()),
        demo=runtime.settings.demo,
    )


@router.post("/clock/advance", dependencies=staff())
async def advance_clock(body: ClockAdvance, runtime: Running, units: OwnUnits) -> ClockAdvanced:
    """Demo only: move business time forward; what became due fires in due order."""
    if not runtime.settings.demo:
        raise OnlyInDemo
    async with units.write() as work:
        offset = await service.advance(work, body.duration())
    runtime.platform.clock.advance_to(offset)
    settled = await _settled(runtime)
    clock = runtime.platform.clock
    return ClockAdvanced(
        business_time=clock.now(),
        offset_seconds=int(clock.offset.total_seconds()),
        demo=True,
        settled=settled,
    )


async def _settled(runtime: Runtime) -> bool:
    if runtime.settle is None:
        return False
    try:
        return await asyncio.wait_for(runtime.settle(), SETTLE_SECONDS) is not False
    except TimeoutError:
        return False
