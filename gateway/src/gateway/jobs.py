"""Timers of the gateway."""

from service_defaults.jobs import Timer

TIMERS: tuple[Timer, ...] = ()
