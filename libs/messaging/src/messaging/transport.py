"""What carries envelopes from one service to another."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from typing import Protocol

from messaging.envelope import Envelope

Store = Callable[[Sequence[Envelope]], Awaitable[None]]
"""Keeps envelopes durably before it returns, and keeps each id once. Raises when it could not."""

Tap = Callable[[Envelope], None]
"""Looks at envelopes as they pass, without blocking. What it misses it misses."""


class TransportStopped(RuntimeError):
    """The transport does not run: nothing was published."""


class Transport(Protocol):
    """At least once, in order per key, to every subscribed service."""

    async def start(self) -> None:
        """Begin to carry. Subscriptions made before are in force when this returns."""

    async def stop(self) -> None:
        """Finish what is under way, confirm it and leave."""

    async def publish(self, envelopes: Sequence[Envelope]) -> list[Exception | None]:
        """Carry; returns, in the same order, None for each envelope that is safe and an error for each other one.

        The caller keeps the order per key: it does not offer an envelope before its key's earlier one is safe, unless
        both stand in this very call and the transport may refuse either.
        """

    def subscribe(self, service: str, types: Collection[str], store: Store) -> None:
        """Hand every envelope of `types` to `store`, one copy per service however many processes it has."""

    def tap(self, types: Collection[str] | None, callback: Tap) -> None:
        """Show every envelope of `types` (None: all) from now on to `callback`, in every process that taps."""
