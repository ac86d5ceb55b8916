"""The pytest plugin of every package: real servers as fixtures, and no way out but loopback."""

import pytest

from service_defaults.testkit.kafka import KafkaServer, kafka, kafka_server
from service_defaults.testkit.loopback import forbid_everything_but_loopback
from service_defaults.testkit.postgres import Postgres, clone_database, create_template, postgres
from service_defaults.testkit.shared import SharedServers, run_directory
from service_defaults.testkit.waiting import Running, running, until

__all__ = [
    "KafkaServer",
    "Postgres",
    "Running",
    "clone_database",
    "create_template",
    "kafka",
    "kafka_server",
    "postgres",
    "running",
    "until",
]


def pytest_configure(config: pytest.Config) -> None:
    forbid_everything_but_loopback()
    config.stash[run_directory] = SharedServers.join(getattr(config, "workerinput", None))


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: object) -> None:
    """Tell an xdist worker where the run keeps its servers."""
    node.workerinput["chemai_run"] = str(node.config.stash[run_directory].path)  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    servers = config.stash.get(run_directory, None)
    if servers is not None and not hasattr(config, "workerinput"):
        servers.stop_all()
