"""What the door counts."""

from service_defaults.metrics import Metrics


class Observation:
    """Requests by service and class of status, and their duration."""

    def __init__(self, metrics: Metrics) -> None:
        self._count = metrics.counter("gateway_requests", "Requests through the door", ("upstream", "status"))
        self._seconds = metrics.seconds("gateway_request_duration_seconds", "Time to the last byte", ("upstream",))

    def note(self, service: str, status: int, seconds: float) -> None:
        self._count.labels(service, f"{status // 100}xx" if status else "aborted").inc()
        self._seconds.labels(service).observe(seconds)
