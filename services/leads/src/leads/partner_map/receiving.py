"""The door for a partner's own JSON: proven, read by the partner's map, received like every other lead."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from service_defaults.work import Work

from leads.intake import service as intake
from leads.intake.schemas import IntakeResults
from leads.intake.sender import Document, sender_of
from leads.partner_map import linking, reading, repository, signing
from leads.partner_map.document import DocumentRefused
from leads.partner_map.schemas import PartnerMapBody

SIGNATURE_HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")


async def receive(work: Work, document: Document, headers: Mapping[str, str]) -> IntakeResults:
    """Raises `SignatureRefused`, `NonceReused`, `DocumentTooLarge` (413) and `NothingReadable` (422)."""
    partner_id = UUID(work.actor.id)
    row = await repository.current(work.session, partner_id)
    chart = PartnerMapBody.model_validate(row.body) if row else None
    version = row.version if row else 0
    if chart and chart.signed and document.body is not None:
        await signing.check(work, partner_id, headers, document.body, document.digest)
    document = _by_version(document, version)
    sender = await sender_of(work, document)
    try:
        records = reading.records_by(chart, document.body or b"")
    except DocumentRefused as refusal:
        reason = (refusal.code, refusal.sentence(work.language))
        return await intake.refuse_whole(work, sender, document, reason, map_version=version)
    prospects = await reading.prospects_of(work, sender, records)
    answer = await intake.receive_made(work, sender, document, prospects, map_version=version)
    await linking.remember(work, sender, [one.external_id for one in records], answer.results)
    return answer


def _by_version(document: Document, version: int) -> Document:
    """The same bytes under another map are another document: what the old one refused is read anew."""
    salted = hashlib.sha256(f"map {version} {document.digest}".encode()).hexdigest()
    return replace(document, digest=salted)
