"""Timers of this service."""

from service_defaults.jobs import Timer

TIMERS: tuple[Timer, ...] = ()
