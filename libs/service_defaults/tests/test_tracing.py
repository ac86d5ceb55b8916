import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from service_defaults.tracing import (
    continue_trace,
    current_trace_id,
    current_traceparent,
    parse_traceparent,
    start_span,
)

TRACE, SPAN = "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"
HEADER = f"00-{TRACE}-{SPAN}-01"


@pytest.mark.parametrize(
    "header", [HEADER, f"00-{TRACE}-{SPAN}-00", f"cc-{TRACE}-{SPAN}-01-later", f"00-{TRACE}-{SPAN}-03"]
)
def test_a_well_formed_header_is_read(header: str):
    context = parse_traceparent(header)
    assert context is not None
    assert (f"{context.trace_id:032x}", f"{context.span_id:016x}") == (TRACE, SPAN)
    assert context.trace_flags == int(header[54], 16) & 1


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "x",
        HEADER + " ",
        HEADER.upper(),
        f"ff-{TRACE}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-01-extra",
        f"cc-{TRACE}-{SPAN}-01extra",
        f"00-{'0' * 32}-{SPAN}-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE[:-1]}-{SPAN}-01",
        f"00-{TRACE}-{SPAN}-0",
    ],
)
def test_what_the_standard_tells_to_ignore_is_ignored(header: str | None):
    assert parse_traceparent(header) is None


@given(st.text(max_size=60))
def test_any_text_is_read_or_ignored(header: str):
    assert parse_traceparent(header) is None


def test_outside_of_a_trace_there_is_nothing():
    assert current_traceparent() is None
    assert current_trace_id() == ""


def test_a_trace_is_continued_with_new_spans_and_left_behind():
    seen = []
    with continue_trace(HEADER, "request"):
        assert current_trace_id() == TRACE
        seen.append(current_traceparent())
        with start_span("query"):
            seen.append(current_traceparent())
        assert current_traceparent() == seen[0]
    assert current_traceparent() is None
    assert len({HEADER, *seen}) == 3
    assert all(header.startswith(f"00-{TRACE}-") and header.endswith("-01") for header in seen)


def test_not_sampled_stays_not_sampled():
    with continue_trace(f"00-{TRACE}-{SPAN}-00", "request"), start_span("query"):
        assert (current_traceparent() or "").endswith("-00")


@pytest.mark.parametrize("header", [None, "nonsense"])
def test_without_a_readable_parent_a_trace_begins(header: str | None):
    with continue_trace(header, "request"):
        first = current_trace_id()
    with continue_trace(header, "request"):
        assert len(first) == 32
        assert current_trace_id() != first
    with start_span("alone"):
        assert parse_traceparent(current_traceparent()) is not None


def test_a_trace_ends_with_an_error():
    with pytest.raises(LookupError), continue_trace(HEADER, "request"):
        raise LookupError
    assert current_traceparent() is None


async def test_tasks_keep_their_traces_apart():
    async def trace_of(header: str) -> str:
        with continue_trace(header, "task"):
            await asyncio.sleep(0)
            return current_trace_id()

    headers = [f"00-{number:032x}-{SPAN}-01" for number in range(1, 20)]
    assert await asyncio.gather(*map(trace_of, headers)) == [header[3:35] for header in headers]


def test_with_an_sdk_its_spans_are_used(monkeypatch: pytest.MonkeyPatch):
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr("service_defaults.tracing.trace.get_tracer", provider.get_tracer)
    with continue_trace(HEADER, "request"), start_span("query", {"rows": 3}):
        inner = current_traceparent()
    query, request = exporter.get_finished_spans()
    assert (query.name, request.name) == ("query", "request")
    assert request.parent is not None
    assert f"{request.parent.span_id:016x}" == SPAN
    assert query.context is not None
    assert inner == f"00-{TRACE}-{query.context.span_id:016x}-01"
    with continue_trace(None, "request"):
        assert parse_traceparent(current_traceparent()) is not None
