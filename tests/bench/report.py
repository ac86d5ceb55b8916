"""Tables of what was found: printed, kept as JSON, and put into a page between its marks."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.load import Times
from bench.measure import Found, load_average

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".data" / "bench.json"
PAGE = ROOT / "docs" / "benchmarks.md"
_BEGIN, _END = "<!-- begin of the table that make bench writes -->", "<!-- end of the table -->"
_TITLES = {
    "leads": "Reads: one at a time and sixteen at once",
    "create": "Writing a lead down",
    "events": "From one service's commit to another's",
    "imports": "A list brought in",
    "assignment": "Assignment",
    "embedded": "The embedded system",
    "landing": "The landing page",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One part's result. Cells are text; `raw` is for programs."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    raw: Any
    note: str = ""


def keep(part: str, table: Table) -> None:
    """Beside what was found of other parts before."""
    known = read()
    when = datetime.now(UTC).isoformat(timespec="minutes")
    known[part] = asdict(table) | {"at": when, "load": load_average(), "cores": os.cpu_count()}
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(known, ensure_ascii=False, indent=1, default=str), encoding="utf-8")


def read() -> dict[str, Any]:
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def markdown(parts: Mapping[str, Any]) -> str:
    return "\n\n".join(_section(title, parts[name]) for name, title in _TITLES.items() if name in parts)


def into_page(text: str) -> None:
    """Replaces what the last run wrote."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    PAGE.write_text(f"{before}{_BEGIN}\n\n{text}\n\n{_END}{after}", encoding="utf-8")


def _section(title: str, part: Mapping[str, Any]) -> str:
    lines = [
        f"### {title}",
        "",
        f"{part['at']}, {part['cores']} cores, load {part['load']} when it ended. {part['note']}",
    ]
    lines += ["", _line(part["heads"]), _line(["---"] * len(part["heads"])), *map(_line, part["rows"])]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def shown(times: Times) -> str:
    return f"{times.p50:.1f} / {times.p95:.1f}"


def comparison(found: Sequence[Found], note: str) -> Table:
    """Ours, the service alone, the proxy beside it and bare SQL, in milliseconds p50 / p95."""
    heads = [
        "what",
        "gateway",
        "service",
        "SQL",
        "ratio",
        "16 at once",
        "SQL, 16",
        "CPU µs: gateway + service + PostgreSQL",
    ]
    rows = [_compared(one) for one in found]
    extra = [f"{one.what} {way}: {shown(one.one[way])} ms, {one.rate.get(way, 0):.0f}/s" for one in found
             for way in one.one if way.startswith("through")]  # fmt: skip
    told = [note, *(f"{line}." for line in extra), *(one.note for one in found if one.note)]
    return Table(
        heads,
        rows,
        [asdict(one) for one in found],
        " ".join(told),
    )


def _compared(one: Found) -> list[str]:
    cpu = " + ".join(f"{one.cpu_us[name]:.0f}" for name in ("gateway", "service", "PostgreSQL") if name in one.cpu_us)
    alone = [shown(one.one[way]) if way in one.one else "–" for way in ("gateway", "service", "SQL")]
    bare = one.one.get("SQL")
    ratio = f"{one.one['gateway'].p50 / bare.p50:.1f} ×" if bare else "–"
    rate = f"{one.rate.get('SQL', 0):.0f}/s" if bare else "–"
    return [one.what, *alone, ratio, f"{one.rate.get('gateway', 0):.0f}/s", rate, cpu]
