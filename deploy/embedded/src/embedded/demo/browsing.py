"""What customers look at on the store's site: with consent, joined to their file when they leave their number."""

from datetime import timedelta
from typing import Any

from embedded.demo.house import BRAND
from embedded.demo.simulation import Life
from embedded.demo.stage import Stage

ORIGIN = "https://www.yuanhang.example.com"
DAYS_BEFORE = 20
_WORDING = "2026-01"
_TOPICS = ("用车成本", "置换补贴", "辅助驾驶", "电池质保", "金融方案")
_RIVALS = ("长风 C6", "启明 Q5", "海川 H7")

# Per visitor: the model, and what they do on which day before the present.
_HABITS: tuple[tuple[str, dict[int, tuple[str, ...]]], ...] = (
    ("E5", {2: ("model_view",), 1: ("model_view", "content_click"), 0: ("model_view", "price_inquiry")}),
    ("X5", {4: ("price_inquiry",), 0: ("model_view", "price_inquiry")}),
    ("S6", {1: ("model_view",), 0: ("compare", "model_view")}),
    ("X7", {3: ("model_view",), 0: ("configurator_change",) * 4}),
    ("X5", {20: ("model_view", "content_click"), 0: ("model_view",)}),
    ("M8", {1: ("model_view", "video_watch")}),
    ("E5", {5: ("content_click",), 3: ("content_click",), 1: ("content_click",)}),
    ("X5", {4: ("model_view",), 2: ("model_view", "price_inquiry")}),
    ("S6", {5: ("model_view",), 1: ("configurator_change", "model_view")}),
    ("X7", {2: ("model_view", "video_watch"), 1: ("content_click",)}),
    ("E5", {3: ("model_view", "compare"), 2: ("model_view",)}),
    ("X5", {1: ("site_view", "model_view")}),
    ("M8", {4: ("model_view",), 3: ("model_view",)}),
)


async def site_visitors(stage: Stage) -> Life:
    """Some weeks of views; on the last morning the visitors leave their numbers, and agree to be recognised."""
    marketing = stage.cast["luoman"]
    site = await marketing.post(
        "leads", "/behaviour-sites", name="远航官网", origins=[ORIGIN], wording_version=_WORDING
    )
    await marketing.post("leads", "/behaviour-sites", name="展厅大屏", door="device")
    visitors = [f"{stage.random.getrandbits(128):032x}" for _ in _HABITS]
    for before in range(DAYS_BEFORE, -1, -1):
        for visitor, (series, days) in zip(visitors, _HABITS, strict=True):
            if before in days:
                await _look(stage, site, visitor, series, days[before], before)
        if before:
            yield timedelta(days=1)
    await _recognise(stage, visitors)


async def _look(  # noqa: PLR0917 - one visit
    stage: Stage, site: dict[str, Any], visitor: str, series: str, kinds: tuple[str, ...], before: int
) -> None:
    views = [_view(stage, series, kind, place) for place, kind in enumerate(kinds)]
    body = {"visitor": visitor, "consent": _WORDING, "batch": f"{before:04d}{visitor[:16]}", "events": views}
    await stage.cast.browse(f"/beacon/sites/{site['site_key']}/events", ORIGIN, body)


def _view(stage: Stage, series: str, kind: str, place: int) -> dict[str, Any]:
    view: dict[str, Any] = {"kind": kind, "ago_ms": 60_000 * (5 - place), "page": f"/models/{series.lower()}"}
    if kind != "site_view":
        view["model"] = f"{BRAND} {series}"
    if kind in ("content_click", "video_watch"):
        view |= {"topic": stage.random.choice(_TOPICS), "page": "/stories"}
    if kind == "compare":
        view["rival"] = stage.random.choice(_RIVALS)
    return view


async def _recognise(stage: Stage, visitors: list[str]) -> None:
    """Each visitor is a customer with an open lead, one who wants that model where there is one."""
    pages = [await stage.cast[name].get("leads", "/leads", limit=100) for name in ("chenxiao", "wugang")]
    leads = list({lead["id"]: lead for page in pages for lead in page["items"] if lead["stage"] != "ordered"}.values())
    desk = stage.cast["linxiaoman"]
    for visitor, (series, _) in zip(visitors, _HABITS, strict=True):
        if not leads:
            return
        lead = next((one for one in leads if one["wanted"].endswith(series)), leads[0])
        leads.remove(lead)
        path = f"/customers/{lead['customer_id']}/visitor-links"
        await desk.post("leads", path, visitor_id=visitor, wording_version=_WORDING)
