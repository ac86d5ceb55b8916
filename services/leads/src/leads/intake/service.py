"""Receiving documents: every prospect by itself, everything refused kept, a repeated document harmless."""

import base64
import logging
from collections.abc import Sequence
from typing import Any

from contracts.intake import IntakeMoved
from contracts.vocabulary import LeadKind
from service_defaults.errors import DomainError
from service_defaults.ids import new_id
from service_defaults.work import Work
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError

from leads.intake import adf_mapping, json_mapping, repository
from leads.intake.adf import AdfRefused, read_adf
from leads.intake.errors import DocumentTooLarge, NothingReadable
from leads.intake.meeting import Met, meet
from leads.intake.models import QuarantinedIntake, RawIntake
from leads.intake.policy import CAP_BYTES, Placed, place, sentence
from leads.intake.prospect import Car, Prospect
from leads.intake.schemas import (
    IntakeResult,
    IntakeResults,
    JsonLead,
    Outcome,
    OwnerOut,
    QuarantineState,
    Remark,
    SettledAs,
    TradeInOut,
    VehicleOut,
)
from leads.intake.sender import Document, Sender, sender_of

logger = logging.getLogger(__name__)
RAW_TABLE = "raw_intake"
_INTERNAL = {"zh": "系统未能处理，已转人工", "en": "We could not process it; somebody will look at it"}


async def receive_made(
    work: Work,
    sender: Sender,
    document: Document,
    prospects: Sequence[Prospect],
    *,
    map_version: int | None = None,
) -> IntakeResults:
    """For doors that make their own prospects of a document; otherwise like `receive_adf`."""
    return await _receive(work, sender, _raw(work, sender, document, map_version=map_version), prospects)


async def receive_adf(work: Work, document: Document) -> IntakeResults:
    """Raises `DocumentTooLarge` (413) and `NothingReadable` (422); both keep what was sent."""
    sender = await sender_of(work, document)
    raw = _raw(work, sender, document)
    if document.body is None:
        _quarantine(work, raw, 0, ("too_large", f"{document.size} bytes"))
        work.session.add(raw)
        raise DocumentTooLarge(limit_kib=CAP_BYTES // 1024)
    try:
        read = read_adf(
            document.body,
            declared_charset=document.charset,
            store_tz=sender.timezone,
            received_at=work.now,
            region=sender.region,
            max_bytes=CAP_BYTES,
        )
    except AdfRefused as refusal:
        reason = (refusal.code, refusal.en if work.language == "en" else refusal.zh)
        return await _receive(work, sender, raw, [_unread(reason)])
    prospects = adf_mapping.prospects_of(read, sender=sender.name, default_source=sender.source, language=work.language)
    return await _receive(work, sender, raw, prospects)


async def refuse_whole(
    work: Work, sender: Sender, document: Document, reason: tuple[str, str], *, map_version: int = 0
) -> IntakeResults:
    """A document that cannot be read at all: kept, and answered with its reason. Raises `NothingReadable`,
    `DocumentTooLarge`."""
    raw = _raw(work, sender, document, map_version=map_version)
    if document.body is None:
        _quarantine(work, raw, 0, ("too_large", f"{document.size} bytes"))
        work.session.add(raw)
        raise DocumentTooLarge(limit_kib=CAP_BYTES // 1024)
    return await _receive(work, sender, raw, [_unread(reason)])


async def receive_json(work: Work, document: Document, leads: list[JsonLead]) -> IntakeResults:
    """The generic JSON of partners; otherwise like `receive_adf`."""
    sender = await sender_of(work, document)
    prospects = json_mapping.prospects_of(
        leads, sender=sender.name, default_source=sender.source, region=sender.region, language=work.language
    )
    return await _receive(work, sender, _raw(work, sender, document), prospects)


def _unread(reason: tuple[str, str]) -> Prospect:
    return Prospect(position=0, kind=LeadKind.BUY, name="", points=(), source="other", rejection=reason)


async def _receive(work: Work, sender: Sender, raw: RawIntake, prospects: Sequence[Prospect]) -> IntakeResults:
    before = _replayable(sender)
    if before is not None:
        return _answer(await _replayed(work, before))
    placed = {one.position: _placed(sender, one) for one in prospects}
    results: dict[int, IntakeResult] = {}
    # Stores are locked in one order, so that two documents for the same stores cannot wait for each other.
    for one in sorted(prospects, key=lambda p: (str(placed[p.position].store_id), p.position)):
        results[one.position] = await _one(work, sender, placed[one.position], one)
    answer = [results[one.position] for one in prospects]
    raw.results = [result.model_dump(mode="json") for result in answer]
    work.session.add(raw)
    for one, result in zip(prospects, answer, strict=True):
        if result.reason is not None:
            reason = (result.reason.code, result.reason.detail)
            _quarantine(work, raw, one.position, reason, skipped=result.outcome is Outcome.SKIPPED)
    return _answer(answer)


def _placed(sender: Sender, one: Prospect) -> Placed:
    if one.store_id is not None:
        return Placed(one.store_id, None)
    return place(one.vendors, mapped=sender.mapped, named=sender.named, default=sender.default)


async def take(work: Work, sender: Sender, one: Prospect) -> IntakeResult:
    """One prospect by itself, for those who complete or repeat what was refused."""
    return await _one(work, sender, _placed(sender, one), one)


async def _one(work: Work, sender: Sender, placed: Placed, one: Prospect) -> IntakeResult:
    if one.skip is not None:
        return _result(one, Outcome.SKIPPED, reason=one.skip)
    if one.rejection is not None:
        return _result(one, Outcome.REJECTED, reason=one.rejection)
    for attempt in (1, 2):
        try:
            async with work.session.begin_nested():
                return _met(work, placed, one, await meet(work, sender, placed.store_id, one))
        except IntegrityError:
            # Somebody filed the same number by hand at this moment: the second look finds them.
            if attempt == 2:
                logger.exception("prospect %d met the same conflict twice", one.position)
        except (OperationalError, InterfaceError):
            raise
        except DomainError as error:
            return _result(one, Outcome.REJECTED, reason=(error.code, error.message(work.language)))
        except Exception:
            # One prospect must not take the others with it; it waits in quarantine for us.
            logger.exception("prospect %d could not be processed", one.position)
            break
    return _result(one, Outcome.REJECTED, reason=("internal_error", _INTERNAL[work.language]))


def _met(work: Work, placed: Placed, one: Prospect, met: Met) -> IntakeResult:
    codes = [code for code in (placed.warning, met.warning) if code]
    warnings = [*one.warnings, *(sentence(code, work.language) for code in codes)]
    fresh = Outcome.ACCEPTED_WITH_WARNINGS if warnings else Outcome.ACCEPTED
    return _result(one, Outcome.DUPLICATE if met.duplicate else fresh, met=met, warnings=warnings)


def _result(
    one: Prospect,
    outcome: Outcome,
    *,
    met: Met | None = None,
    warnings: Sequence[tuple[str, str]] | None = None,
    reason: tuple[str, str] | None = None,
) -> IntakeResult:
    owner = met.owner if met else None
    told = one.warnings if warnings is None else warnings
    return IntakeResult(
        outcome=outcome,
        lead_id=met.lead_id if met else None,
        customer_id=met.customer_id if met else None,
        owner=OwnerOut(staff_id=owner.id, username=owner.username, name=owner.name) if owner else None,
        kind=one.kind,
        vehicle=VehicleOut(make=one.wanted.make, model=one.wanted.model, year=one.wanted.year),
        trade_in=_trade_in(one.trade_in) if one.trade_in else None,
        customer_name=one.name,
        warnings=[Remark(code=code, detail=detail) for code, detail in told],
        reason=Remark(code=reason[0], detail=reason[1]) if reason else None,
    )


def _trade_in(car: Car) -> TradeInOut:
    return TradeInOut.model_validate({name: getattr(car, name) for name in TradeInOut.model_fields})


def _answer(results: list[IntakeResult]) -> IntakeResults:
    if all(result.outcome is Outcome.REJECTED for result in results):
        first = next(result.reason for result in results if result.reason)
        raise NothingReadable(
            reason=first.detail, extra={"results": [result.model_dump(mode="json") for result in results]}
        )
    return IntakeResults(results=results)


def _replayable(sender: Sender) -> list[IntakeResult] | None:
    """What the same document became, unless it was our fault that it became nothing."""
    if not sender.before:
        return None
    before = [IntakeResult.model_validate(result) for result in sender.before]
    failed = any(result.reason and result.reason.code == "internal_error" for result in before)
    return None if failed else before


async def _replayed(work: Work, before: list[IntakeResult]) -> list[IntakeResult]:
    """The same leads again, with who is in charge now."""
    owners = await repository.lead_owners(work.session, [one.lead_id for one in before if one.lead_id])
    return [_again(one, owners.get(one.lead_id)) if one.lead_id else one for one in before]


def _again(one: IntakeResult, row: Any) -> IntakeResult:
    owner = OwnerOut(staff_id=row.staff_id, username=row.username, name=row.name) if row and row.staff_id else None
    return one.model_copy(update={"outcome": Outcome.DUPLICATE, "owner": owner})


def _raw(work: Work, sender: Sender, document: Document, *, map_version: int | None = None) -> RawIntake:
    row_id = new_id()
    sealed = None
    if document.body is not None:
        text = base64.b64encode(document.body).decode()
        sealed = work.vault.seal(text, table=RAW_TABLE, column="sealed", row_id=row_id)
    return RawIntake(
        id=row_id,
        store_id=sender.default,
        sender_id=sender.id,
        sender_name=sender.name,
        received_at=work.now,
        media_type=document.media_type,
        size=document.size,
        digest=document.digest,
        sealed=sealed,
        map_version=map_version,
        purge_at=work.now + sender.retention,
        results=[],
    )


def _quarantine(work: Work, raw: RawIntake, position: int, reason: tuple[str, str], *, skipped: bool = False) -> None:
    """What is meant to be no lead waits for nobody."""
    code, detail = reason
    row = QuarantinedIntake(
        id=new_id(),
        store_id=raw.store_id,
        raw_intake_id=raw.id,
        at=work.now,
        position=position,
        sender_name=raw.sender_name,
        reason=code,
        detail=detail,
        size=raw.size,
        digest=raw.digest,
        state=QuarantineState.CLOSED if skipped else QuarantineState.OPEN,
        closed_at=work.now if skipped else None,
        settled_as=SettledAs.SKIPPED if skipped else None,
    )
    work.session.add(row)
    work.emit(IntakeMoved(intake_id=row.id, store_id=row.store_id, state=row.state, reason=code))
