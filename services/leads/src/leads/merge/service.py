"""Use cases of merging: look at both files, merge, list what was merged."""

from typing import Any
from uuid import UUID

from service_defaults.aliases import kept_id
from service_defaults.organisation import staff_names
from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading, Work
from sqlalchemy import Row

from leads.customer import repository as customers
from leads.customer import service as customer_service
from leads.customer.errors import CustomerNotFound
from leads.customer.models import Customer
from leads.lead.models import Lead
from leads.merge import absorbing, facts, policy, repository
from leads.merge.errors import OBSTACLES, AlreadyOne, MergeNotFound
from leads.merge.facts import Choice, File
from leads.merge.models import CustomerMerge
from leads.merge.policy import Side
from leads.merge.schemas import MergeCreate, MergeField, MergeOut, MergePreview, MergeSide


async def preview(reading: Reading, kept_id_: UUID, absorbed_id: UUID) -> MergePreview:
    """Both files side by side, with what the rules propose. Raises `CustomerNotFound`, `AlreadyOne`."""
    kept = await customer_service.get_customer(reading, kept_id_)
    absorbed = await customer_service.get_customer(reading, absorbed_id)
    if kept.id == absorbed.id:
        raise AlreadyOne
    mine, others = await facts.files(reading, kept, absorbed)
    code = policy.obstacle(mine.standing, others.standing)
    first = policy.goes_on_first(mine.standing, others.standing)
    names = await staff_names(reading.session, {row.owner_id for row in (kept, absorbed) if row.owner_id})
    chosen = facts.choices(mine, others, {})
    referrers = await _referrers(reading, chosen)
    return MergePreview(
        kept=_side(mine, names),
        absorbed=_side(others, names),
        fields=[_field(choice, names, referrers) for choice in chosen if _worth_showing(choice)],
        obstacle=code,
        obstacle_text=OBSTACLES[code]().message(reading.language) if code else None,
        better_kept_id=kept.id if first else absorbed.id,
    )


async def merge(work: Work, command: MergeCreate) -> CustomerMerge:
    """Raises `CustomerNotFound`, `AlreadyOne`, one of `OBSTACLES`, `ChoiceUnknown`, `LeadCannotFold`."""
    seen = await customer_service.get_customer(work, command.kept_id)
    await customer_service.get_customer(work, command.absorbed_id)
    await repository.one_merge_at_a_time(work.session, seen.store_id)
    kept, absorbed = await _held(work, command.kept_id, command.absorbed_id)
    mine, others = await facts.files(work, kept, absorbed)
    code = policy.obstacle(mine.standing, others.standing)
    if code is not None:
        raise OBSTACLES[code](pointer="/absorbed_id")
    chosen = facts.choices(mine, others, command.choices)
    return await absorbing.absorb(work, mine, others, chosen, note=command.note)


async def _held(work: Work, kept: UUID, absorbed: UUID) -> tuple[Customer, Customer]:
    """Both answering files, locked, as they are now that nobody else merges."""
    roots = [await kept_id(work.session, one) for one in (kept, absorbed)]
    if roots[0] == roots[1]:
        raise AlreadyOne
    rows = await repository.lock_files(work.session, roots)
    for one in roots:
        if one not in rows or await customers.find(work.session, work.actor, one) is None:
            raise CustomerNotFound
    return rows[roots[0]], rows[roots[1]]


async def list_merges(reading: Reading, *, customer_id: UUID | None, limit: int, cursor: str | None) -> Page[MergeOut]:
    """Newest first. Raises `CustomerNotFound`."""
    if customer_id is not None:
        await customer_service.get_customer(reading, customer_id)
    marker = filter_hash(list="merges", customer_id=customer_id)
    rows = await repository.rows(
        reading.session,
        reading.actor,
        customer_id=customer_id,
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[MergeOut].of(
        rows, limit, item=_out, cursor=lambda row: encode_cursor([row.merged_at, row.id], filter_hash=marker)
    )


async def get_merge(reading: Reading, merge_id: UUID) -> MergeOut:
    """Raises `MergeNotFound`."""
    row = await repository.row(reading.session, reading.actor, merge_id)
    if row is None:
        raise MergeNotFound
    return _out(row)


def _out(row: Row[Any]) -> MergeOut:
    return MergeOut.model_validate(row._asdict())


def _side(file: File, names: dict[UUID, str]) -> MergeSide:
    row = file.customer
    plain = {
        name: getattr(row, name)
        for name in ("id", "name", "mobile_masked", "lifecycle", "source", "created_at", "file_score")
    }
    return MergeSide(
        **plain,
        owner_name=names.get(row.owner_id) if row.owner_id else None,
        open_leads=len(file.leads),
        live_orders=file.live_orders,
        orders=file.orders,
    )


def _worth_showing(choice: Choice) -> bool:
    return not (policy.is_blank(choice.kept) and policy.is_blank(choice.absorbed))


async def _referrers(reading: Reading, chosen: list[Choice]) -> dict[str, str]:
    ids = {
        UUID(value)
        for choice in chosen
        if choice.field == "referrer_customer_id"
        for value in (choice.kept, choice.absorbed)
        if value
    }
    return {str(one): name for one, (name, _) in (await customer_service.names_of(reading, ids)).items()}


def _field(choice: Choice, names: dict[UUID, str], referrers: dict[str, str]) -> MergeField:
    shown = [_shown(choice.field, value, names, referrers) for value in (choice.kept, choice.absorbed)]
    return MergeField(
        field=choice.field,
        kept=shown[0],
        absorbed=shown[1],
        differs=choice.differs,
        chosen=Side(choice.side),
        locked=choice.locked,
    )


def _shown(field: str, value: Any, names: dict[UUID, str], referrers: dict[str, str]) -> Any:
    if value is None:
        return None
    if field == policy.OWNER:
        return names.get(value)
    if field == "referrer_customer_id":
        return referrers.get(value)
    if isinstance(value, Lead):
        return {
            "id": str(value.id),
            "level": value.level,
            "stage": value.stage,
            "wanted": " ".join(part for part in (value.wanted_make, value.wanted_model) if part),
            "next_contact_at": value.next_contact_at.isoformat() if value.next_contact_at else None,
        }
    return value
