"""What a use case is handed: one object with the session, the instant, the asker and the way to tell others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messaging import Event, outbox
from messaging.envelope import Envelope

from service_defaults.clocks import BusinessClock
from service_defaults.database import Database, ReadSession, WriteSession
from service_defaults.encryption import Vault
from service_defaults.identity import SYSTEM, Principal, TokenVerifier
from service_defaults.settings import PlatformSettings
from service_defaults.tracing import current_traceparent


@dataclass(slots=True)
class Platform:
    """One running service: what lives as long as the process."""

    name: str
    settings: PlatformSettings
    database: Database
    vault: Vault
    clock: BusinessClock
    verifier: TokenVerifier


@dataclass(frozen=True, slots=True)
class Reading:
    """A look at the data: read-only session, business instant, asker."""

    session: ReadSession
    platform: Platform
    now: datetime
    actor: Principal
    language: str = "zh"

    @property
    def vault(self) -> Vault:
        return self.platform.vault

    def today(self, tz: ZoneInfo) -> date:
        return self.now.astimezone(tz).date()


@dataclass(frozen=True, slots=True)
class Work(Reading):
    """One transaction of a request, an event or a timer. `now` is business time: of the event or the due instant."""

    session: WriteSession

    @property
    def wall(self) -> datetime:
        """Wall time, for tokens, signatures and leases only."""
        return self.platform.clock.now() - self.platform.clock.offset

    def emit(self, event: Event) -> Envelope:
        """Put an event into the outbox of this transaction."""
        return outbox.put(
            self.session, event, service=self.platform.name, at=self.now, traceparent=current_traceparent()
        )

    async def emit_all(self, events: Sequence[Event]) -> None:
        """Many events of one use case, in this order."""
        await outbox.put_all(
            self.session, events, service=self.platform.name, at=self.now, traceparent=current_traceparent()
        )

    def as_system(self) -> "Work":
        """The same transaction, acting for nobody: scope does not apply."""
        return replace(self, actor=SYSTEM)
