import pytest
from service_defaults.metrics import CONTENT_TYPE, Metrics


def test_metrics_are_rendered_in_the_text_format():
    metrics = Metrics()
    metrics.counter("done", "Things done", ["kind"]).labels("a").inc()
    metrics.gauge("waiting", "Things waiting").set(2)
    metrics.seconds("took", "How long it took").observe(0.004)
    text = metrics.render().decode()
    assert CONTENT_TYPE.startswith("text/plain")
    for line in ('done_total{kind="a"} 1.0', "waiting 2.0", 'took_bucket{le="0.005"} 1.0', "took_count 1.0"):
        assert line in text


def test_a_name_is_registered_once():
    metrics = Metrics()
    metrics.gauge("waiting", "Things waiting")
    with pytest.raises(ValueError, match="waiting"):
        metrics.gauge("waiting", "Again")
