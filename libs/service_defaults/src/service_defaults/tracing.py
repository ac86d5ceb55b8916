"""W3C trace context through OpenTelemetry's context variable.

With an OpenTelemetry SDK installed its spans are used; with the API alone the ids are made here, so that a trace can be
followed through logs, problems and events either way. https://www.w3.org/TR/trace-context/
"""

import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.context import attach, detach
from opentelemetry.trace import NonRecordingSpan, Span, SpanContext, TraceFlags
from opentelemetry.util.types import AttributeValue

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?", re.ASCII)
_TRACER = "service_defaults"


def parse_traceparent(header: str | None) -> SpanContext | None:
    """The remote parent, or None for what the standard tells to ignore."""
    match = _TRACEPARENT.fullmatch(header or "")
    if match is None or match[1] == "ff" or (match[1] == "00" and match[5]):
        return None
    context = SpanContext(int(match[2], 16), int(match[3], 16), is_remote=True, trace_flags=_flags(match[4]))
    return context if context.is_valid else None


def current_traceparent() -> str | None:
    """The header for whatever is called or published next; None outside of a trace."""
    context = trace.get_current_span().get_span_context()
    if not context.is_valid:
        return None
    sampled = context.trace_flags & TraceFlags.SAMPLED
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{sampled:02x}"


def current_trace_id() -> str:
    """32 hex digits, or nothing outside of a trace."""
    context = trace.get_current_span().get_span_context()
    return f"{context.trace_id:032x}" if context.is_valid else ""


@contextmanager
def continue_trace(traceparent: str | None, name: str) -> Iterator[Span]:
    """A span of a trace that came from elsewhere; a new trace when none came or it was unreadable."""
    parent = parse_traceparent(traceparent) or SpanContext(_trace_id(), 0, is_remote=True, trace_flags=_flags("01"))
    with _current(NonRecordingSpan(parent)), start_span(name) as span:
        yield span


@contextmanager
def start_span(name: str, attributes: Mapping[str, AttributeValue] | None = None) -> Iterator[Span]:
    """A span below the current one, or the first of a new trace. No personal data in attributes."""
    parent = trace.get_current_span().get_span_context()
    with trace.get_tracer(_TRACER).start_as_current_span(name, attributes=attributes) as span:
        if span.is_recording() or (span.get_span_context().is_valid and span.get_span_context() != parent):
            yield span
            return
        own = SpanContext(parent.trace_id or _trace_id(), _span_id(), is_remote=False, trace_flags=_kept(parent))
        with _current(NonRecordingSpan(own)) as made:
            yield made


@contextmanager
def _current(span: Span) -> Iterator[Span]:
    token = attach(trace.set_span_in_context(span))
    try:
        yield span
    finally:
        detach(token)


def _flags(hexadecimal: str) -> TraceFlags:
    return TraceFlags(int(hexadecimal, 16) & TraceFlags.SAMPLED)


def _kept(parent: SpanContext) -> TraceFlags:
    return parent.trace_flags if parent.trace_id else _flags("01")


def _trace_id() -> int:
    return secrets.randbits(128) | 1


def _span_id() -> int:
    return secrets.randbits(64) | 1
