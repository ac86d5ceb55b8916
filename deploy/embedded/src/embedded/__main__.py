"""`python -m embedded run | stop | reset`: what `make run`, `make stop` and `make reset` do."""

import asyncio
import os
import shutil
import socket
import sys
import time

import uvloop
from service_defaults.collector import spare_what_stands
from service_defaults.serve import web_server
from service_defaults.telemetry import configure_logging

from embedded.demo.show import ensure_demo
from embedded.paths import DEMO_FILE, data_dir
from embedded.postgres import ensure_databases, start_server
from embedded.secrets import load_or_make
from embedded.system import DATABASES, LOOPBACK, build_system


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def fail(text: str) -> None:
    sys.stderr.write(text + "\n")
    raise SystemExit(1)


def main() -> None:
    command = sys.argv[1] if len(sys.argv) > 1 else "run"
    if command == "run":
        run()
    elif command == "stop":
        stop()
    elif command == "reset":
        reset()
    else:
        fail(f"unknown command {command!r}: run, stop or reset")


def run() -> None:
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    if not _free(host, port):
        fail(
            f"Port {port} is taken: stop what listens there (make stop ends a left-over), or choose another with PORT=."
        )
    configure_logging("embedded", level="WARNING")
    uvloop.run(_serve(host, port))


async def _serve(host: str, port: int) -> None:
    started = time.monotonic()
    folder = data_dir()
    mark = folder / "demo.json"
    say(f"› PostgreSQL in {folder}")
    server = start_server(folder / "postgres")
    urls = await ensure_databases(server, DATABASES, anew=not mark.exists())
    base_url = f"http://{'localhost' if host in LOOPBACK else host}:{port}"
    secrets = load_or_make(folder)
    system = build_system(urls, secrets, host=host, port=port, public_base_url=base_url)
    async with system.running():
        web = web_server(system, host, port)
        serving = asyncio.create_task(web.serve())
        demo = await ensure_demo(system, secrets, base_url, mark, say)
        spare_what_stands()
        say(demo.announcement(seconds=time.monotonic() - started))
        await serving
    server.cleanup()


def stop() -> None:
    """End a PostgreSQL that a killed run left behind."""
    folder = data_dir() / "postgres"
    if (folder / "postmaster.pid").exists():
        server = start_server(folder)
        server.stop()
        say("Stopped.")
    else:
        say("Nothing was left running.")


def reset() -> None:
    stop()
    shutil.rmtree(data_dir() / "postgres", ignore_errors=True)
    (data_dir() / "demo.json").unlink(missing_ok=True)
    DEMO_FILE.unlink(missing_ok=True)
    say("The demo is forgotten; make run starts it anew.")


def _free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


if __name__ == "__main__":
    main()
