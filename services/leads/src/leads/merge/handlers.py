"""A customer whom after-sales minted: adopted under the same id, or merged into the file that the store has already."""

from collections.abc import Mapping
from uuid import UUID

from contracts.aftersales import OwnerRegistered
from service_defaults.organisation import find_store
from service_defaults.work import Work

from leads.customer import filing, policy, repository
from leads.customer import service as customers
from leads.customer.policy import CustomerDraft, Lifecycle, Point
from leads.merge import service
from leads.merge.schemas import MergeCreate

SOURCE = "service_visit"


async def on_owner_registered(work: Work, event: OwnerRegistered) -> None:
    """Told twice it happens once: the id is known then."""
    if not event.minted or await repository.files_of(work.session, event.customer_id):
        return
    store = await find_store(work.session, event.store_id)
    if store is None:
        raise LookupError(f"store {event.store_id} is not known yet")
    contact = work.vault.open_from_transport(event.sealed) if event.sealed else {}
    points = _points(contact, store.region)
    known = await _known(work, event.store_id, points)
    draft = CustomerDraft(name=contact.get("name") or "", points=() if known else points, source=SOURCE)
    await customers.file_customer(work, store, draft, owner_id=None, reason=SOURCE, customer_id=event.customer_id)
    await customers.advance_lifecycle(work, event.customer_id, Lifecycle.OWNER)
    for tag in (event.vin, event.plate):
        if tag:
            await customers.add_search_tail(work, event.customer_id, tag)
    await work.session.flush()
    if known is not None:
        command = MergeCreate(kept_id=known, absorbed_id=event.customer_id, note=SOURCE)
        await service.merge(work, command)


def _points(contact: Mapping[str, str | None], region: str) -> tuple[Point, ...]:
    number = policy.read_phone(contact.get("mobile") or "", region) if contact.get("mobile") else None
    address = policy.read_email(contact.get("email") or "") if contact.get("email") else None
    found = [policy.phone_point(number)] if number else []
    return tuple([*found, policy.email_point(address)] if address else found)


async def _known(work: Work, store_id: UUID, points: tuple[Point, ...]) -> UUID | None:
    keys = [key for point in policy.identifying(points) if (key := filing.key_index(work.vault, store_id, point))]
    row = await repository.known_by(work.session, store_id, keys) if keys else None
    return row.id if row is not None else None
