"""The completeness score of files: at once when a card is written, in the background for everything else."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from contracts.leads import FileStateChanged
from service_defaults.jobs import Timer
from service_defaults.store_settings import settings_of
from service_defaults.work import Work

from leads.file_quality import policy, repository
from leads.setting.file_quality import FileQualitySettings
from leads.setting.schemas import LeadSettings

CHUNK = 200


async def score_due(work: Work) -> None:
    await score(work, await repository.take_unscored(work.session, CHUNK))


async def score(work: Work, ids: Collection[UUID]) -> None:
    """Work the scores out anew; a file that is ready goes to its supervisor."""
    if not ids:
        return
    rules: dict[UUID, LeadSettings] = {}
    values: list[dict[str, Any]] = []
    for row in await repository.facts(work.session, ids):
        if row.store_id not in rules:
            rules[row.store_id] = await settings_of(work.session, row.store_id, LeadSettings)
        values.append(_scored(work, row, rules[row.store_id]))
    await repository.write_scores(work.session, values)


def _scored(work: Work, row: Any, settings: LeadSettings) -> dict[str, Any]:
    rules: FileQualitySettings = settings.file_quality
    level = settings.level(row.level) if row.level else None
    lead = {
        "level": level is not None and level.gradable,
        "wanted_model": row.wanted_model,
        "next_contact": row.next_contact_at,
    }
    plain = {"mobile": row.mobile_masked, **{name: getattr(row, name) for name in ("name", "gender", "city", "wechat")}}
    found = policy.present(plain=plain, card=row.fields or {}, lead=lead if row.level else None, kind=row.kind)
    points, missing = policy.completeness(found, rules.weights)
    value: dict[str, Any] = {"id": row.id, "file_score": points, "file_missing": missing}
    if policy.queues(row.file_state, points, row.level, rules):
        value |= {"file_state": policy.after_queueing(rules), "filed_at": work.now, "filed_by": row.owner_id}
        tell_state(work, row.id, row.store_id, row.owner_id, value["file_state"])
    return value


def tell_state(work: Work, customer_id: UUID, store_id: UUID, owner_id: UUID | None, state: str) -> None:
    work.emit(FileStateChanged(customer_id=customer_id, store_id=store_id, owner_id=owner_id, state=state))


SCORE_TIMER = Timer(name="file_score", next_due=repository.next_unscored, fire=score_due)
