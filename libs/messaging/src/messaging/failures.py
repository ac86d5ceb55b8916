"""Which errors a retry can cure, and how an error is written down without the personal data it may quote."""

import traceback
from collections.abc import Iterator

from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# Connection, resources, shutdown, system, serialization and deadlock, lock timeout, a standby that cannot write.
_SQLSTATES = ("08", "53", "57P", "58", "40", "55P03", "25006")


class PermanentFailure(Exception):
    """Raised by a handler that no retry can help: the event is parked at once."""


class UnknownType(PermanentFailure):
    """Nobody here handles that type of event."""


def is_permanent(error: Exception) -> bool:
    return isinstance(error, PermanentFailure | ValidationError)


def is_infrastructure(error: BaseException) -> bool:
    """Whether the world failed and not the event: such errors never use up retries."""
    return any(_is_outage(link) for link in _chain(error))


def _is_outage(error: BaseException) -> bool:
    if isinstance(error, ConnectionError | TimeoutError | PoolTimeout | OperationalError):
        return True
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return str(getattr(error, "sqlstate", "") or "").startswith(_SQLSTATES)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def describe(error: BaseException) -> str:
    """Kind and first line: further lines quote parameters and rows."""
    if isinstance(error, ValidationError):
        places = (f"{'.'.join(map(str, each['loc'])) or 'data'}: {each['type']}" for each in error.errors())
        return f"ValidationError: {'; '.join(places)}"[:500]
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}".removesuffix(": ")[:500]


def where(error: BaseException) -> str:
    """The frames of a traceback without its message."""
    return "".join(traceback.format_tb(error.__traceback__))
