"""Use cases of partners and their keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from service_defaults.identity import Kind, Scope
from service_defaults.ids import new_id
from service_defaults.paging import CursorValue
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from gateway.partner import events, policy, repository
from gateway.partner.errors import KeyNotFound, PartnerNotFound, StoreOutOfScope
from gateway.partner.models import Partner, PartnerKey
from gateway.partner.schemas import KeyCreate, PartnerChange, PartnerCreate


@dataclass(frozen=True, slots=True)
class IssuedKey:
    """A new key with its text, which is nowhere else."""

    row: PartnerKey
    text: str


async def list_partners(
    reading: Reading, *, kind: str | None, after: Sequence[CursorValue] | None, limit: int
) -> list[Partner]:
    return await repository.partners(reading.session, reading.actor, kind=kind, after=after, limit=limit)


async def get_partner(reading: Reading, partner_id: UUID) -> Partner:
    partner = await repository.partner(reading.session, reading.actor, partner_id)
    if partner is None:
        raise PartnerNotFound
    return partner


async def admit_partner(work: Work, command: PartnerCreate, *, partner_id: UUID | None = None) -> Partner:
    """Raises `StoreOutOfScope`."""
    group_id = await _group_of(work, command.store_ids)
    partner = Partner(
        id=partner_id or new_id(),
        group_id=group_id,
        name=command.name,
        kind=str(command.kind),
        source=command.source,
        store_ids=list(dict.fromkeys(command.store_ids)),
        active=True,
        revision=1,
        created_at=work.now,
    )
    work.session.add(partner)
    await work.session.flush()
    work.emit(events.partner_changed(partner))
    return partner


async def change_partner(work: Work, partner_id: UUID, command: PartnerChange, expected: int) -> Partner:
    """Raises `PartnerNotFound`, `StoreOutOfScope`, `PreconditionFailed`."""
    partner = await repository.lock_partner(work.session, work.actor, partner_id)
    if partner is None:
        raise PartnerNotFound
    check_version(partner.revision, expected)
    changes = command.model_dump(exclude_unset=True)
    if command.store_ids is not None:
        await _group_of(work, [store for store in command.store_ids if store not in partner.store_ids])
        changes["store_ids"] = _kept(work, partner, command.store_ids)
    for name, value in changes.items():
        if value is not None or name == "source":
            setattr(partner, name, value)
    partner.revision += 1
    work.emit(events.partner_changed(partner))
    return partner


async def issue_key(work: Work, partner_id: UUID, command: KeyCreate) -> IssuedKey:
    """Raises `PartnerNotFound`."""
    partner = await get_partner(work, partner_id)
    text, prefix = policy.new_key()
    row = PartnerKey(
        id=new_id(),
        partner_id=partner.id,
        prefix=prefix,
        label=command.label,
        digest=policy.digest_of(text),
        scopes=[str(scope) for scope in dict.fromkeys(command.scopes)],
        created_at=work.wall,
        last_used_at=None,
        revoked_at=None,
    )
    work.session.add(row)
    await work.session.flush()
    return IssuedKey(row, text)


async def list_keys(reading: Reading, partner_id: UUID) -> list[PartnerKey]:
    """Raises `PartnerNotFound`."""
    await get_partner(reading, partner_id)
    return await repository.keys(reading.session, partner_id)


async def revoke_key(work: Work, partner_id: UUID, key_id: UUID) -> bytes | None:
    """The digest of the key that ends, None when it had ended before. Raises `PartnerNotFound`, `KeyNotFound`."""
    await get_partner(work, partner_id)
    digest = await repository.revoke_key(work.session, partner_id, key_id, work.wall)
    if digest is None and not await repository.key_exists(work.session, partner_id, key_id):
        raise KeyNotFound
    return digest


async def republish(work: Work) -> int:
    """Tell all partners again, as the organisation does; answers how many."""
    group_id = None if work.actor.kind is Kind.SYSTEM else work.actor.group_id
    partners = await repository.all_partners(work.session, group_id)
    for partner in partners:
        work.emit(events.partner_changed(partner))
    return len(partners)


def _kept(work: Work, partner: Partner, chosen: Sequence[UUID]) -> list[UUID]:
    """A store's manager chooses for the own store only; other stores of the partner stay as they are."""
    if work.actor.kind is Kind.SYSTEM or work.actor.scope is Scope.GROUP:
        return list(dict.fromkeys(chosen))
    others = [store for store in partner.store_ids if store not in work.actor.store_ids]
    return list(dict.fromkeys([*(store for store in chosen), *others]))


async def _group_of(work: Work, store_ids: Sequence[UUID]) -> UUID:
    known = await repository.known_stores(work.session, work.actor, store_ids)
    groups = set(known.values())
    if set(store_ids) - known.keys() or len(groups) > 1:
        raise StoreOutOfScope(pointer="/store_ids")
    return next(iter(groups), work.actor.group_id) or new_id()
