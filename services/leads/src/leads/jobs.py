"""Timers of this service."""

from service_defaults.jobs import Timer

from leads.appraisal.offering import EXPIRY
from leads.bulk_import.files import FILE_TIMER
from leads.intake.retention import RETENTION_TIMER
from leads.lead.escalation import RESPONSE_TIMER
from leads.level.snapshot import SNAPSHOT_TIMER

TIMERS: tuple[Timer, ...] = (
    RESPONSE_TIMER,
    RETENTION_TIMER,
    FILE_TIMER,
    EXPIRY,
    SNAPSHOT_TIMER,
)
