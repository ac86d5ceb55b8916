"""Timers of this service."""

from service_defaults.jobs import Timer

from loyalty.ledger import service as ledger

TIMERS: tuple[Timer, ...] = (
    Timer("release_pending_points", ledger.next_release, ledger.release_due),
    Timer("expire_points", ledger.next_expiry, ledger.expire_due),
)
