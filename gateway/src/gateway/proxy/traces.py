"""The trace a request belongs to: continued where the caller sent a good one, begun otherwise."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from opentelemetry import trace
from service_defaults.tracing import continue_trace, current_traceparent, parse_traceparent


class Trace(NamedTuple):
    """`traceparent` is what services get: the caller's trace, or a new one, with a span of our own."""

    trace_id: str
    traceparent: str


def begin(given: str) -> Trace:
    entropy = os.urandom(24).hex()
    parent = parse_traceparent(given) if given else None
    trace_id = f"{parent.trace_id:032x}" if parent else entropy[:32]
    sampled = int(parent.trace_flags) & 1 if parent else 1
    return Trace(trace_id, f"00-{trace_id}-{entropy[32:]}-{sampled:02x}")


def is_recorded() -> bool:
    """Whether somebody collects spans. Without a collector the header is all there is, and costs a tenth."""
    return not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider)


@contextmanager
def recorded(begun: Trace, given: str, name: str) -> Iterator[Trace]:
    """The request as a span for the collector; services continue from that span."""
    with continue_trace(given or begun.traceparent, name):
        current = current_traceparent() or begun.traceparent
        yield Trace(current.split("-")[1], current)
