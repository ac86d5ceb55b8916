"""Where the embedded system keeps its data."""

import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[4]
DEMO_FILE = Path(os.environ.get("CHEMAI_DEMO_FILE") or CHECKOUT / ".data" / "demo.json")


def data_dir() -> Path:
    """`DATA_DIR`, else `/var/lib/chemai` for root (PostgreSQL then runs as a user who must reach it), else `.data`."""
    chosen = os.environ.get("DATA_DIR")
    if chosen:
        return Path(chosen).resolve()
    return Path("/var/lib/chemai") if os.geteuid() == 0 else CHECKOUT / ".data"
