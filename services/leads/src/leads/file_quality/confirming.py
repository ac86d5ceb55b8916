"""The way of a file to confirmation: filed, confirmed or returned with a reason, filed again."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from service_defaults import timeline
from service_defaults.errors import DomainError
from service_defaults.identity import Role
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.store_settings import settings_of
from service_defaults.work import Reading, Work

from leads.customer import service as customers
from leads.customer.errors import CustomerNotFound
from leads.customer.models import Customer
from leads.file_quality import policy, repository
from leads.file_quality.errors import FileConfirmed, FileNotPending, OwnFile
from leads.file_quality.policy import FileState
from leads.file_quality.schemas import (
    AdviserFiles,
    FileConfirmation,
    FileQualityReport,
    FileResult,
    FileReturn,
    FileRow,
    MissingField,
    Rescoring,
)
from leads.file_quality.scoring import tell_state
from leads.lead.models import Lead
from leads.lead.policy import makes_card
from leads.setting.interest import SignalKind
from leads.setting.schemas import LeadSettings
from leads.signal import service as signals
from leads.signal.policy import Found
from leads.signal.service import Raised

_HEADS = frozenset({Role.GENERAL_MANAGER, Role.GROUP_ADMIN, Role.SALES_MANAGER})


async def list_files(reading: Reading, state: FileState, limit: int, cursor: str | None) -> Page[FileRow]:
    """The longest waiting first."""
    marker = filter_hash(list="files", state=state)
    after = decode_cursor(cursor, filter_hash=marker) if cursor else None
    rows = await repository.pending(reading.session, reading.actor, state=state, after=after, limit=limit)
    return Page[FileRow].of(
        rows,
        limit,
        item=lambda row: FileRow(
            customer_id=row.id,
            state=row.file_state,
            score=row.file_score,
            missing=row.file_missing,
            **{name: getattr(row, name) for name in _SAME},
        ),
        cursor=lambda row: encode_cursor([row.filed_at, row.id], filter_hash=marker),
    )


_SAME = (
    *("name", "mobile_masked", "source", "level", "wanted", "owner_name", "created_at", "filed_at", "filed_by_name"),
    "return_reason",
)


async def file_again(work: Work, customer_id: UUID) -> Customer:
    """The adviser hands the file in, also before it is complete enough to go by itself. Raises `FileConfirmed`."""
    seen = await customers.get_customer(work, customer_id)
    leads = await _leads_of(work, [seen.id])
    customer = (await repository.lock_files(work.session, work.actor, [seen.id]))[seen.id]
    if customer.file_state == FileState.CONFIRMED:
        raise FileConfirmed
    settings = await settings_of(work.session, customer.store_id, LeadSettings)
    customer.file_state = policy.after_queueing(settings.file_quality)
    customer.filed_at, customer.filed_by = work.now, work.actor.staff_id
    await work.session.flush()
    mine = leads.get(customer.id, [])
    await signals.settle(work, customer.id, SignalKind.FILE_RETURNED, mine[0].id if mine else None)
    if customer.file_state == FileState.CONFIRMED:
        await _count(work, mine, settings)
    tell_state(work, customer.id, customer.store_id, customer.owner_id, customer.file_state)
    return customer


async def confirm(work: Work, command: FileConfirmation) -> list[FileResult]:
    """Each file by itself. Whoever filed it does not confirm it, unless they head the store's sales."""

    async def act(customer: Customer, leads: Sequence[Lead]) -> None:
        if customer.filed_by == work.actor.staff_id and not work.actor.roles & _HEADS:
            raise OwnFile
        customer.file_state, customer.return_reason = FileState.CONFIRMED, None
        customer.verified_at, customer.verified_by = work.now, work.actor.staff_id
        await _count(work, leads, await settings_of(work.session, customer.store_id, LeadSettings))
        _note(work, customer, "file_confirmed")

    return await _each(work, command.customer_ids, act)


async def give_back(work: Work, command: FileReturn) -> list[FileResult]:
    """Each file by itself, with the reason: it stands in the adviser's day until the file is handed in again."""

    async def act(customer: Customer, leads: Sequence[Lead]) -> None:
        customer.file_state, customer.return_reason = FileState.RETURNED, command.reason
        customer.verified_at, customer.verified_by = work.now, work.actor.staff_id
        found = Found(SignalKind.FILE_RETURNED, note=command.reason)
        lead = leads[0] if leads else None
        raised = Raised(customer.id, customer.store_id, lead.id if lead else None, customer.owner_id, found)
        rules = await settings_of(work.session, customer.store_id, LeadSettings)
        await signals.raise_again(work, raised, rules.behaviour.signals)
        _note(work, customer, "file_returned", reason=command.reason)

    return await _each(work, command.customer_ids, act)


async def _each(
    work: Work, ids: list[UUID], act: Callable[[Customer, Sequence[Lead]], Awaitable[None]]
) -> list[FileResult]:
    results: list[FileResult] = []
    leads = await _leads_of(work, ids)
    files = await repository.lock_files(work.session, work.actor, ids)
    for one in dict.fromkeys(ids):
        try:
            if one not in files:
                raise CustomerNotFound
            if files[one].file_state != FileState.PENDING:
                raise FileNotPending
            await act(files[one], leads.get(one, []))
        except DomainError as error:
            told = error.message(work.language)
            results.append(FileResult(customer_id=one, ok=False, code=error.code, detail=told))
        else:
            results.append(FileResult(customer_id=one, ok=True))
    await work.session.flush()
    return results


async def _leads_of(work: Work, ids: Sequence[UUID]) -> dict[UUID, list[Lead]]:
    """Open leads per file, the newest first, held."""
    found: dict[UUID, list[Lead]] = defaultdict(list)
    leads = await repository.lock_leads(work.session, ids)
    roots = await repository.roots_of(work.session, {lead.customer_id for lead in leads} - set(ids))
    for lead in leads:
        found[roots.get(lead.customer_id, lead.customer_id)].append(lead)
    return found


async def _count(work: Work, leads: Sequence[Lead], settings: LeadSettings) -> None:
    """建卡: the graded leads of a confirmed file count from now on."""
    due = [lead.id for lead in leads if lead.carded_at is None and makes_card(lead.level, settings)]
    if due:
        await repository.make_cards(work.session, due, work.now)


def _note(work: Work, customer: Customer, kind: str, **params: str) -> None:
    tell_state(work, customer.id, customer.store_id, customer.owner_id, customer.file_state)
    timeline.note(
        work,
        kind,
        customer_id=customer.id,
        store_id=customer.store_id,
        ref_kind="customer",
        ref_id=customer.id,
        score=customer.file_score,
        **params,
    )


async def report(reading: Reading, store_id: UUID | None) -> FileQualityReport:
    """Files in work, per adviser in scope."""
    store = await customers.home_store(reading, store_id)
    rules = (await settings_of(reading.session, store.id, LeadSettings)).file_quality
    rows = await repository.by_adviser(reading.session, reading.actor, store.id, rules.good_from_score)
    missing = await repository.mostly_missing(reading.session, reading.actor, store.id)
    return FileQualityReport(
        good_from_score=rules.good_from_score,
        advisers=[
            AdviserFiles.model_validate(
                {**row._asdict(), "average": round(row.average) if row.average is not None else None}
            )
            for row in rows
        ],
        missing=[MissingField(field=row.field, files=row.files) for row in missing],
    )


async def score_all_anew(work: Work, store_id: UUID | None) -> Rescoring:
    """After the weights were changed."""
    store = await customers.home_store(work, store_id)
    return Rescoring(files=await repository.forget_scores(work.session, store.id))
