"""A refused prospect gets its second chance: completed by hand, or read again after something else has changed."""

from uuid import UUID

from service_defaults.work import Work

from leads.intake import adf_mapping, json_mapping, repository, service
from leads.intake import mail as mails
from leads.intake.adf import AdfRefused, read_adf
from leads.intake.draft import lead_at
from leads.intake.errors import DocumentGone, QuarantineClosed, QuarantineNotFound, StillRefused
from leads.intake.mail.reading import MEDIA_TYPE as MAIL
from leads.intake.models import QuarantinedIntake, RawIntake
from leads.intake.policy import CAP_BYTES
from leads.intake.prospect import Prospect
from leads.intake.quarantine import body_of, settle
from leads.intake.schemas import IntakeResult, IntakeResults, JsonLead, Outcome, QuarantineState, SettledAs
from leads.intake.sender import Sender, sender_of_raw
from leads.partner_map import linking, reading
from leads.partner_map.document import DocumentRefused

_NO_LEAD = (Outcome.REJECTED, Outcome.SKIPPED)


async def mend(work: Work, row_id: UUID, lead: JsonLead) -> IntakeResults:
    """Take the prospect as somebody has completed it. Raises `StillRefused`, `QuarantineClosed`."""
    row, raw = await _open(work, row_id)
    sender = await sender_of_raw(work, raw)
    prospects = json_mapping.prospects_of(
        [lead], sender=sender.name, default_source=sender.source, region=sender.region, language=work.language
    )
    results = await _taken(work, sender, prospects)
    if raw.map_version is not None:
        await linking.remember(work, sender, [lead.id], results)
    settle(work, row, SettledAs.MENDED, results[0].lead_id)
    return IntakeResults(results=results)


async def replay(work: Work, row_id: UUID) -> IntakeResults:
    """Read the prospect again as it came. Raises `StillRefused`, `DocumentGone`, `QuarantineClosed`."""
    row, raw = await _open(work, row_id)
    body = body_of(work, raw)
    if body is None:
        raise DocumentGone
    sender = await sender_of_raw(work, raw)
    if raw.map_version is not None:
        results = await _read_again(work, raw, sender, body, row.position)
    else:
        results = await _taken(work, sender, _again(work, raw, sender, body, row.position))
    settle(work, row, SettledAs.REPLAYED, next((one.lead_id for one in results if one.lead_id), None))
    return IntakeResults(results=results)


async def _open(work: Work, row_id: UUID) -> tuple[QuarantinedIntake, RawIntake]:
    row = await repository.lock_quarantined(work.session, work.actor, row_id)
    raw = await repository.raw(work.session, work.actor, row.raw_intake_id) if row else None
    if row is None or raw is None:
        raise QuarantineNotFound
    if row.state == QuarantineState.CLOSED and row.settled_as != SettledAs.SKIPPED:
        raise QuarantineClosed
    return row, raw


def _again(work: Work, raw: RawIntake, sender: Sender, body: bytes, position: int) -> list[Prospect]:
    """The prospect at that place; of a document that could not be read at all, every prospect."""
    if raw.media_type == "application/json":
        lead = lead_at(body, position)
        leads = [lead] if lead else []
        return json_mapping.prospects_of(
            leads, sender=sender.name, default_source=sender.source, region=sender.region, language=work.language
        )
    if raw.media_type == MAIL:
        return _of_mail(work, raw, sender, body)
    try:
        read = read_adf(
            body,
            declared_charset=None,
            store_tz=sender.timezone,
            received_at=raw.received_at,
            region=sender.region,
            max_bytes=CAP_BYTES,
        )
    except AdfRefused as refusal:
        raise StillRefused(reason=refusal.en if work.language == "en" else refusal.zh) from refusal
    found = adf_mapping.prospects_of(read, sender=sender.name, default_source=sender.source, language=work.language)
    return [one for one in found if not raw.results or len(raw.results) == 1 or one.position == position]


def _of_mail(work: Work, raw: RawIntake, sender: Sender, body: bytes) -> list[Prospect]:
    """Whoever repeats a mail vouches for its sender."""
    return mails.read_message(
        body,
        sender=sender.name,
        default_source=sender.source,
        region=sender.region,
        timezone=sender.timezone,
        at=raw.received_at,
        language=work.language,
    ).prospects


async def _read_again(work: Work, raw: RawIntake, sender: Sender, body: bytes, position: int) -> list[IntakeResult]:
    """By the map that holds today: it may have been mended meanwhile."""
    try:
        records = await reading.records_of(work, sender, body)
    except DocumentRefused as refusal:
        raise StillRefused(reason=refusal.sentence(work.language)) from refusal
    wanted = [one for one in records if len(raw.results) == 1 or one.position == position]
    prospects = await reading.prospects_of(work, sender, wanted)
    results = await _taken(work, sender, prospects)
    await linking.remember(work, sender, [one.external_id for one in wanted], results)
    return results


async def _taken(work: Work, sender: Sender, prospects: list[Prospect]) -> list[IntakeResult]:
    results = [await service.take(work, sender, one) for one in prospects]
    refused = next((one.reason for one in results if one.outcome in _NO_LEAD and one.reason), None)
    if refused is not None or not results:
        raise StillRefused(reason=refused.detail if refused else "-", pointer="/mobile")
    return results
