"""The live stream."""

from fastapi import APIRouter
from service_defaults.web import staff
from starlette.responses import StreamingResponse

from gateway.runtime import CurrentSession, Running
from gateway.session.errors import SessionEnded

router = APIRouter(tags=["live"])


@router.get("/stream", dependencies=staff(), response_class=StreamingResponse)
async def stream_hints(runtime: Running, session_id: CurrentSession) -> StreamingResponse:
    """Server-sent events: `resync` at the start and after an overflow (fetch anew what is shown), then `hint`s."""
    grant = await runtime.sessions.still_open(session_id) if session_id else None
    if session_id is None or grant is None:
        raise SessionEnded
    runtime.hub.check_room(session_id)
    return StreamingResponse(
        runtime.hub.stream(session_id, grant, runtime.sessions.still_open),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
