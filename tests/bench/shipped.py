"""What a visitor starts and loads: the embedded system, warm and idle, and the landing page."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import httpx
import psutil
from bench.measure import cpu_seconds
from bench.report import ROOT, Table
from ports import free_port

_FIRST_START = 900
_IDLE_SECONDS = 20
_SIZE = re.compile(r"(landing route \w+): ([\d.]+) kB gz \(limit (\d+)\)")


def embedded(folder: Path) -> Table:
    """First start with its demo, then a second one with the data kept."""
    environment = {**os.environ, "DATA_DIR": str(folder / "demo"), "CHEMAI_DEMO_FILE": str(folder / "card.json")}
    first, process = _start(environment, folder)
    _stop(process)
    warm, process = _start(environment, folder)
    time.sleep(5)
    family = [psutil.Process(process.pid), _postmaster(folder / "demo" / "postgres")]
    before, began = sum(map(cpu_seconds, family)), time.monotonic()
    time.sleep(_IDLE_SECONDS)
    share = (sum(map(cpu_seconds, family)) - before) / (time.monotonic() - began) * 100
    memory = [_pss(one) for one in family]
    _stop(process)
    rows = [
        ["first start, seven months of the demo played", f"{first:.0f} s"],
        ["warm start, data kept", f"{warm:.1f} s"],
        [
            "idle memory (PSS): services and gateway + PostgreSQL",
            f"{memory[0]:.0f} + {memory[1]:.0f} = {sum(memory):.0f} MB",
        ],
        ["idle CPU", f"{share:.1f} % of one core"],
    ]
    raw = {"first_s": first, "warm_s": warm, "pss_mb": memory, "idle_percent": share}
    return Table(["what", "found"], rows, raw, "Until `/readyz` answers 200 and the accounts are told.")


def landing() -> Table:
    npm = shutil.which("npm") or "npm"
    told = subprocess.run(
        [npm, "run", "--silent", "size"], cwd=ROOT / "frontend", capture_output=True, text=True, check=True
    )
    sizes = _SIZE.findall(told.stdout)
    rows = [[what, f"{size} kB", f"{limit} kB"] for what, size, limit in sizes]
    return Table(["what", "gzip", "limit"], rows, sizes, "Of the last build (`npm run build`).")


def _start(environment: dict[str, str], folder: Path) -> tuple[float, subprocess.Popen[bytes]]:
    port = free_port()
    card = Path(environment["CHEMAI_DEMO_FILE"])
    card.unlink(missing_ok=True)
    (folder / "demo").mkdir(exist_ok=True)
    (folder / "demo").chmod(0o755)
    began = time.monotonic()
    with (folder / "embedded.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "embedded", "run"], env={**environment, "PORT": str(port)}, stdout=log, stderr=log
        )
    while not (card.exists() and _ready(port)):
        assert process.poll() is None, (folder / "embedded.log").read_text()[-2000:]
        assert time.monotonic() - began < _FIRST_START, "the demo never stood"
        time.sleep(0.05)
    return time.monotonic() - began, process


def _ready(port: int) -> bool:
    try:
        return httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
    except httpx.TransportError:
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(60)


def _postmaster(folder: Path) -> psutil.Process:
    return psutil.Process(int((folder / "postmaster.pid").read_text().splitlines()[0]))


def _pss(process: psutil.Process) -> float:
    """Megabytes of a process and its children, shared pages counted once."""
    family = [process, *process.children(recursive=True)]
    return sum(one.memory_full_info().pss for one in family) / 1e6
