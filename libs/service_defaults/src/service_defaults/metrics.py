"""Prometheus metrics of one service: its own registry, because one process may hold several services."""

from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Metrics:
    """Registers metrics and renders them. ValueError for a name that is taken."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()

    def counter(self, name: str, documentation: str, labels: Sequence[str] = ()) -> Counter:
        return Counter(name, documentation, labels, registry=self._registry)

    def gauge(self, name: str, documentation: str, labels: Sequence[str] = ()) -> Gauge:
        return Gauge(name, documentation, labels, registry=self._registry)

    def seconds(self, name: str, documentation: str, labels: Sequence[str] = ()) -> Histogram:
        """A histogram of durations in seconds, 1 ms to 10 s."""
        return Histogram(name, documentation, labels, registry=self._registry, buckets=_SECONDS)

    def render(self) -> bytes:
        """All metrics in the text format that `CONTENT_TYPE` names."""
        return generate_latest(self._registry)
