"""The transport of the embedded system: a publish is the insert into every subscriber's inbox."""

import logging
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from messaging.envelope import Envelope
from messaging.failures import describe
from messaging.faultpoints import faultpoint
from messaging.transport import Store, Tap, TransportStopped

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Subscriber:
    service: str
    types: frozenset[str]
    store: Store


class InProcessTransport:
    """All services of one process share one instance; start it when every one of them has subscribed."""

    def __init__(self) -> None:
        self._subscribers: list[_Subscriber] = []
        self._taps: list[tuple[frozenset[str] | None, Tap]] = []
        self._running = False

    async def start(self) -> None:
        self._running = True

    async def stop(self) -> None:
        self._running = False

    def subscribe(self, service: str, types: Collection[str], store: Store) -> None:
        self._subscribers.append(_Subscriber(service, frozenset(types), store))

    def tap(self, types: Collection[str] | None, callback: Tap) -> None:
        self._taps.append((None if types is None else frozenset(types), callback))

    async def publish(self, envelopes: Sequence[Envelope]) -> list[Exception | None]:
        if not self._running:
            # A publish before the last service has subscribed would be lost for that service.
            return [TransportStopped("the transport is not running") for _ in envelopes]
        errors: list[Exception | None] = [None] * len(envelopes)
        for subscriber in self._subscribers:
            wanted = [place for place, envelope in enumerate(envelopes) if envelope.type in subscriber.types]
            if wanted and (error := await self._store(subscriber, [envelopes[place] for place in wanted])):
                for place in wanted:
                    errors[place] = error
        self._show([envelope for envelope, error in zip(envelopes, errors, strict=True) if error is None])
        return errors

    async def _store(self, subscriber: _Subscriber, envelopes: list[Envelope]) -> Exception | None:
        try:
            await subscriber.store(envelopes)
        except Exception as error:  # noqa: BLE001 - the relay decides: it holds back and tries again
            logger.warning("%s did not take %d events: %s", subscriber.service, len(envelopes), describe(error))
            return error
        faultpoint("transport.after_store")
        return None

    def _show(self, envelopes: Sequence[Envelope]) -> None:
        for types, callback in self._taps:
            for envelope in envelopes:
                if types is None or envelope.type in types:
                    show(callback, envelope)


def show(callback: Tap, envelope: Envelope) -> None:
    """Call a tap; its failure is its own."""
    try:
        callback(envelope)
    except Exception as error:  # noqa: BLE001 - a spectator must not stop the match
        logger.warning("a tap failed on %s: %s", envelope.type, describe(error))
