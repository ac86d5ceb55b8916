"""Use cases of partners' maps: look, keep, try out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.intake.models import PartnerRef
from leads.partner_map import presets, repository, trying
from leads.partner_map.errors import ROW_SENTENCES, PartnerUnknown, RowRefused
from leads.partner_map.models import PartnerMap, PartnerMapVersion
from leads.partner_map.policy import SHOW_FAULTS, row_faults
from leads.partner_map.schemas import (
    PartnerFault,
    PartnerMapBody,
    PartnerMapOut,
    PartnerMapRow,
    PartnerMapTrial,
    PartnerMapVersionRow,
    TrialResult,
)

_VERSIONS = 50


async def list_maps(reading: Reading) -> list[PartnerMapRow]:
    rows = await repository.partners(reading.session, reading.actor)
    names = await _names(reading, [chart for _, chart in rows if chart])
    return [_row(partner, chart, names) for partner, chart in rows]


async def map_page(reading: Reading, partner_id: UUID) -> PartnerMapOut:
    """Raises `PartnerUnknown`."""
    partner, chart = await _visible(reading, partner_id)
    wall = reading.platform.clock.now() - reading.platform.clock.offset
    faults = await repository.faults(reading.session, partner_id, wall - SHOW_FAULTS)
    return PartnerMapOut(
        **_row(partner, chart, await _names(reading, [chart] if chart else [])).model_dump(),
        map=PartnerMapBody.model_validate(chart.body) if chart else presets.proposed(partner.source),
        secret_known=await repository.secret(reading.session, partner_id) is not None,
        faults=[_fault(each.reason, each.hour, each.count, each.last_at) for each in faults],
    )


async def save_map(work: Work, partner_id: UUID, command: PartnerMapBody, expected: int) -> PartnerMapOut:
    """The next version; the former ones are kept. Raises `PartnerUnknown`, `RowRefused`, `PreconditionFailed`."""
    await _visible(work, partner_id)
    _refuse_rows(work, command)
    row = await repository.lock_map(work.session, partner_id)
    check_version(row.version if row else 0, expected)
    body = command.model_dump(mode="json", exclude_defaults=True)
    if row is None:
        row = PartnerMap(partner_id=partner_id, version=0)
        work.session.add(row)
    row.version, row.body, row.changed_at, row.changed_by = expected + 1, body, work.now, work.actor.staff_id
    work.session.add(
        PartnerMapVersion(
            partner_id=partner_id,
            version=row.version,
            body=body,
            changed_at=work.now,
            changed_by=work.actor.staff_id,
        )
    )
    await work.session.flush()
    return await map_page(work, partner_id)


async def map_versions(reading: Reading, partner_id: UUID) -> list[PartnerMapVersionRow]:
    """Newest first. Raises `PartnerUnknown`."""
    await _visible(reading, partner_id)
    rows = await repository.versions(reading.session, partner_id, _VERSIONS)
    names = await _names(reading, rows)
    return [
        PartnerMapVersionRow(
            version=row.version,
            changed_at=row.changed_at,
            changed_by_name=names.get(row.changed_by) if row.changed_by else None,
            map=PartnerMapBody.model_validate(row.body),
        )
        for row in rows
    ]


async def try_map(reading: Reading, partner_id: UUID, command: PartnerMapTrial) -> TrialResult:
    """What a document would become; nothing is written. Raises `PartnerUnknown`, `RowRefused`."""
    partner, _ = await _visible(reading, partner_id)
    _refuse_rows(reading, command.map, at="/map")
    region = await repository.region_of(reading.session, partner.store_ids) or "CN"
    return trying.try_out(command.map, command.sample, region=region, language=reading.language)


def _refuse_rows(reading: Reading, chart: PartnerMapBody, *, at: str = "") -> None:
    fault = next(iter(row_faults(chart)), None)
    if fault is not None:
        zh, en = ROW_SENTENCES[fault.code]
        raise RowRefused(sentence=en if reading.language == "en" else zh, pointer=f"{at}{fault.pointer}")


async def _visible(reading: Reading, partner_id: UUID) -> tuple[PartnerRef, PartnerMap | None]:
    found = await repository.partner(reading.session, reading.actor, partner_id)
    if found is None:
        raise PartnerUnknown
    return found


async def _names(reading: Reading, rows: Sequence[PartnerMap | PartnerMapVersion]) -> dict[UUID, str]:
    return await staff_names(reading.session, {row.changed_by for row in rows if row.changed_by})


def _row(partner: PartnerRef, chart: PartnerMap | None, names: dict[UUID, str]) -> PartnerMapRow:
    body = PartnerMapBody.model_validate(chart.body) if chart else None
    return PartnerMapRow(
        partner_id=partner.id,
        partner_name=partner.name,
        kind=partner.kind,
        source=partner.source,
        active=partner.active,
        version=chart.version if chart else 0,
        preset=body.preset if body else "",
        signed=body.signed if body else False,
        feedback=len(body.feedback) if body else 0,
        changed_at=chart.changed_at if chart else None,
        changed_by_name=names.get(chart.changed_by) if chart and chart.changed_by else None,
    )


def _fault(reason: str, hour: datetime, count: int, last_at: datetime) -> PartnerFault:
    return PartnerFault(reason=reason, hour=hour, count=count, last_at=last_at)
