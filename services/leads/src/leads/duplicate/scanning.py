"""The scan of a store's files, a bounded chunk at a tick; and the watch that begins one every night."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from service_defaults.ids import new_id
from service_defaults.jobs import Timer
from service_defaults.organisation import find_store
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading, Work

from leads.duplicate import evidence_repository, policy, repository
from leads.duplicate.models import DuplicateScan
from leads.duplicate.policy import Glimpse, PairState, Reason
from leads.setting.file_quality import DuplicateSettings
from leads.setting.schemas import LeadSettings

CHUNK = 250
_NIGHT_HOUR = 2
_KINDS = {"email": Reason.SAME_EMAIL, "wechat": Reason.SAME_WECHAT, "phone": Reason.FORMER_NUMBER}
Pair = tuple[UUID, UUID]


class Evidence:
    """What speaks for each pair, and what of it may be shown."""

    def __init__(self) -> None:
        self.reasons: dict[Pair, set[Reason]] = defaultdict(set)
        self.shown: dict[Pair, dict[str, str]] = defaultdict(dict)

    def add(self, one: UUID, other: UUID, reason: Reason, shown: str = "") -> None:
        pair = (one, other) if one < other else (other, one)
        self.reasons[pair].add(reason)
        if shown:
            self.shown[pair][reason.value] = shown


async def begin(work: Work, store_id: UUID, *, since: datetime | None) -> bool:
    """Start a scan; False when one is running already."""
    total = await evidence_repository.files_to_scan(work.session, store_id, since)
    return await repository.begin_scan(
        work.session,
        {
            "id": new_id(),
            "store_id": store_id,
            "started_at": work.now,
            "started_by": work.actor.staff_id,
            "since": since,
            "after_id": None,
            "total": total,
            "scanned": 0,
            "found": 0,
            "finished_at": None,
        },
    )


async def scan_chunk(work: Work) -> None:
    scan = await repository.take_scan(work.session)
    if scan is None:
        return
    chunk = await evidence_repository.next_chunk(work.session, scan.store_id, scan.since, scan.after_id, CHUNK)
    if chunk:
        rules = (await settings_of(work.session, scan.store_id, LeadSettings)).duplicates
        scan.found += await _compare(work, scan, chunk, rules)
        scan.scanned += len(chunk)
        scan.after_id = chunk[-1]
    if len(chunk) < CHUNK:
        scan.finished_at = work.platform.clock.now()


async def _compare(work: Work, scan: DuplicateScan, chunk: list[UUID], rules: DuplicateSettings) -> int:
    evidence = await gather(work, scan.store_id, chunk, rules)
    values: list[dict[str, Any]] = []
    for (one, other), reasons in evidence.reasons.items():
        points = policy.score(reasons, rules)
        if points < rules.threshold:
            continue
        values.append(
            {
                "id": new_id(),
                "store_id": scan.store_id,
                "one_id": one,
                "other_id": other,
                "score": points,
                "reasons": sorted(reasons, key=lambda reason: -getattr(rules, reason)),
                "evidence": evidence.shown[one, other],
                "state": PairState.OPEN,
                "found_at": work.now,
                "decided_at": None,
                "decided_by": None,
                "note": "",
            }
        )
    return await repository.add_pairs(work.session, values)


async def gather(reading: Reading, store_id: UUID, chunk: list[UUID], rules: DuplicateSettings) -> Evidence:
    """All evidence for the files of a chunk: five statements, however many files."""
    session, found = reading.session, Evidence()
    for row in await evidence_repository.shared_points(session, store_id, chunk):
        found.add(row.one_id, row.other_id, _KINDS[row.kind], row.masked)
    for row in await evidence_repository.shared_vehicles(session, store_id, chunk):
        found.add(row.one_id, row.other_id, Reason.SAME_VEHICLE, row.tag)
    for row in await evidence_repository.shared_codes(session, store_id, chunk):
        found.add(row.one_id, row.other_id, Reason.SAME_CREDIT_CODE, row.code)
    for row in await evidence_repository.namesakes(session, store_id, chunk, rules.near_days):
        _namesake(found, row, rules)
    return found


def _namesake(found: Evidence, row: Any, rules: DuplicateSettings) -> None:
    mine = Glimpse(row.mobile_masked, frozenset(row.models or ()), row.created_at.toordinal())
    theirs = Glimpse(row.twin_mobile, frozenset(row.twin_models or ()), row.twin_created_at.toordinal())
    found.add(row.id, row.twin_id, Reason.SAME_NAME, row.name)
    shown = {
        Reason.SIMILAR_NUMBER: f"{row.mobile_masked} / {row.twin_mobile}",
        Reason.SAME_MODEL: ", ".join(sorted(mine.models & theirs.models)),
    }
    for reason in policy.beside_the_name(mine, theirs, rules):
        found.add(row.id, row.twin_id, reason, shown.get(reason, ""))


async def watch_tick(work: Work) -> None:
    """Begin the night's scan of what is new since the last one, and set the next night."""
    for watch in await repository.take_watches(work.session, work.now, 50):
        rules = (await settings_of(work.session, watch.store_id, LeadSettings)).duplicates
        if rules.scan_daily:
            since = await repository.last_finished_start(work.session, watch.store_id)
            await begin(work, watch.store_id, since=since)
        watch.next_at = await next_night(work, watch.store_id)


async def next_night(work: Work, store_id: UUID) -> datetime:
    store = await find_store(work.session, store_id)
    zone = ZoneInfo(store.timezone if store else "Asia/Shanghai")
    local = work.now.astimezone(zone)
    night = local.replace(hour=_NIGHT_HOUR, minute=0, second=0, microsecond=0)
    return night if night > local else night + timedelta(days=1)


SCAN_TIMER = Timer(name="duplicate_scan", next_due=repository.next_scan_due, fire=scan_chunk)
WATCH_TIMER = Timer(name="duplicate_watch", next_due=repository.next_watch_due, fire=watch_tick)
