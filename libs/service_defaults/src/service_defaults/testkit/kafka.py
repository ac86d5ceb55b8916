"""A real Kafka broker for tests: one KRaft node on free loopback ports, or any other by KAFKA_BOOTSTRAP_SERVERS."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from service_defaults.testkit.shared import SharedServers, run_directory, stop_process

_BUILD = Path(__file__).resolve().parents[5] / "deploy" / "kafka"
_CLUSTER_ID = "Y2hlbWFpLXRlc3RzLWthZg"

_PROPERTIES = """
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{control}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{control}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
log.dirs={logs}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
broker.session.timeout.ms=1500
broker.heartbeat.interval.ms=300
"""
# The short broker session lets a restart after kill -9 take 3 s instead of 12.


class KafkaServer:
    """One broker that a test may stop, kill, freeze and start again, on the same port and data."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port, control = _free_ports()
        self._properties = folder / "server.properties"
        self.bootstrap_servers = f"127.0.0.1:{self._port}"
        self.pid = 0
        folder.mkdir(parents=True, exist_ok=True)
        self._properties.write_text(_PROPERTIES.format(port=self._port, control=control, logs=folder / "logs"))

    def start(self) -> None:
        """Returns when the broker listens."""
        log = (self._folder / "broker.log").open("ab")
        if not (self._folder / "logs").exists():
            format_ = ["kafka.tools.StorageTool", "format", "-t", _CLUSTER_ID, "-c", str(self._properties)]
            subprocess.run([*_java(), *format_], check=True, stdout=log, stderr=log)  # noqa: S603 - a command of our own
        with log:
            started = subprocess.Popen(  # noqa: S603 - a command of our own
                [*_java(), "kafka.Kafka", str(self._properties)], stdout=log, stderr=log, start_new_session=True
            )
        self.pid = started.pid
        deadline = time.monotonic() + 60
        while not _listens(self._port):
            if started.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Kafka did not start:\n{(self._folder / 'broker.log').read_text()[-2000:]}")
            time.sleep(0.05)
        # It outlives this object, whoever ends it does so by its pid: no warning for a process left running.
        started.returncode = 0

    def stop(self) -> None:
        stop_process(self.pid, within=30)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        stop_process(self.pid)

    def freeze(self) -> None:
        os.kill(self.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGCONT)


def _java() -> list[str]:
    java = shutil.which("java")
    if java is None:
        pytest.fail("Kafka tests need Java 17 or newer: install a JRE or set KAFKA_BOOTSTRAP_SERVERS.", pytrace=False)
    lib = _BUILD / "target" / "lib"
    return [
        *(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        *("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", f"{lib}/*"),
    ]


def fetch_jars() -> None:
    """Once per checkout: the broker's archives from Maven."""
    if any((_BUILD / "target" / "lib").glob("kafka_*.jar")):
        return
    maven = shutil.which("mvn")
    if maven is None:
        pytest.fail("Kafka tests need Maven once, to fetch the broker: install it or run where it is.", pytrace=False)
    fetched = subprocess.run(  # noqa: S603 - a command of our own
        [maven, "-q", "-B", "dependency:copy-dependencies"], cwd=_BUILD, capture_output=True, text=True, check=False
    )
    if fetched.returncode != 0:
        pytest.fail(f"Maven could not fetch the broker: {fetched.stdout[-1000:]}", pytrace=False)


def _free_ports() -> tuple[int, int]:
    with socket.create_server(("127.0.0.1", 0)) as first, socket.create_server(("127.0.0.1", 0)) as second:
        return first.getsockname()[1], second.getsockname()[1]


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _start(folder: Path) -> tuple[str, int]:
    fetch_jars()
    server = KafkaServer(folder)
    server.start()
    return server.bootstrap_servers, server.pid


@pytest.fixture(scope="session")
def kafka(request: pytest.FixtureRequest) -> str:
    """Bootstrap servers of the run's broker; use a topic prefix of your own."""
    servers: SharedServers = request.config.stash[run_directory]
    return os.environ.get("KAFKA_BOOTSTRAP_SERVERS") or servers.once("kafka", _start)


@pytest.fixture
def kafka_server(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[KafkaServer]:
    """A broker of one's own, to be maltreated."""
    servers: SharedServers = request.config.stash[run_directory]
    with servers.lock("kafka-jars"):
        fetch_jars()
    server = KafkaServer(tmp_path / "kafka")
    server.start()
    yield server
    server.thaw()
    server.stop()
