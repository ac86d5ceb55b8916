"""Use cases of the customer file."""

from dataclasses import dataclass
from uuid import UUID

from service_defaults import timeline
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.organisation import StoreRef, find_store
from service_defaults.scope import keep_access
from service_defaults.work import Reading, Work
from sqlalchemy.exc import IntegrityError

from leads.customer import events, filing, policy, repository
from leads.customer.contacts import draft_from, opened_points
from leads.customer.errors import (
    CustomerKnown,
    CustomerNotFound,
    NothingToReveal,
    ReferrerUnknown,
    RevealDenied,
    StoreUnknown,
)
from leads.customer.models import Customer, Reveal
from leads.customer.policy import CustomerDraft, Lifecycle, PointKind
from leads.customer.schemas import (
    CustomerCreate,
    DuplicateAnswer,
    DuplicateQuestion,
    Revealed,
    RevealField,
    RevealRequest,
)
from leads.ownership import service as ownership

OWNING_POSTS = frozenset({Role.SALES_ADVISOR, Role.DCC_AGENT})
"""Whoever of these registers a customer owns them 首问负责制."""


@dataclass(frozen=True, slots=True)
class ClearContact:
    """A customer's contact data in clear: for a sealed hand-over, never for an answer."""

    name: str
    mobile: str | None
    email: str | None


async def home_store(reading: Reading, store_id: UUID | None = None) -> StoreRef:
    """The store an actor works in, or another one of theirs. Raises `StoreUnknown`."""
    store = await find_store(reading.session, await home_store_id(reading, store_id))
    if store is None:
        raise StoreUnknown(pointer="/store_id")
    return store


async def home_store_id(reading: Reading, store_id: UUID | None = None) -> UUID:
    """The same, for who reads more of the store at once."""
    wanted = store_id or reading.actor.store_id
    reach = await repository.stores_in_reach(reading.session, reading.actor)
    if wanted is None or wanted not in reach:
        raise StoreUnknown(pointer="/store_id")
    return wanted


async def stores_in_reach(reading: Reading) -> tuple[UUID, ...]:
    """The stores that an actor may look at."""
    return await repository.stores_in_reach(reading.session, reading.actor)


async def get_customer(reading: Reading, customer_id: UUID) -> Customer:
    """Raises `CustomerNotFound`, also for customers out of scope."""
    customer = await repository.find(reading.session, reading.actor, customer_id)
    if customer is None:
        raise CustomerNotFound
    return customer


async def names_of(reading: Reading, customer_ids: set[UUID]) -> dict[UUID, tuple[str, str | None]]:
    """Name and masked mobile by id, for lists of other features; scope is theirs."""
    if not customer_ids:
        return {}
    rows = await repository.names(reading.session, customer_ids)
    return {row.id: (row.name, row.mobile_masked) for row in rows}


async def clear_contact(reading: Reading, customer_id: UUID) -> ClearContact:
    """Raises `CustomerNotFound`."""
    customer = await get_customer(reading, customer_id)
    contact = filing.contact_of(customer.name, await opened_points(reading, customer))
    return ClearContact(name=customer.name, mobile=contact["mobile"], email=contact["email"])


async def check_duplicate(reading: Reading, question: DuplicateQuestion) -> DuplicateAnswer:
    """Whether a number is known to the store; of a colleague's customer only the colleague's name is told."""
    store = await home_store(reading)
    number = policy.read_phone(question.mobile, store.region)
    if number is None or number.dedupe_key is None:
        return DuplicateAnswer(known=False, valid=number is not None and number.kind != "unknown")
    key = filing.key_index(reading.vault, store.id, policy.phone_point(number))
    known = await repository.known_by(reading.session, store.id, [key] if key else [])
    valid = number.kind in ("mobile", "landline", "foreign")
    if known is None:
        return DuplicateAnswer(known=False, valid=valid)
    mine = await repository.find(reading.session, reading.actor, known.id)
    return DuplicateAnswer(
        known=True,
        valid=valid,
        owner_name=known.owner_name,
        advice="open_existing" if mine else "ask_supervisor",
        customer_id=mine.id if mine else None,
    )


async def create_customer(work: Work, command: CustomerCreate) -> Customer:
    """File a customer by hand; an adviser becomes the owner (首问负责制). Raises `CustomerKnown`."""
    store = await home_store(work)
    draft = draft_from(command, store.region)
    if draft.referrer_customer_id is not None:
        await check_referrer(work, draft.referrer_customer_id)
    await refuse_known(work, store.id, draft)
    owner_id = work.actor.staff_id if work.actor.roles & OWNING_POSTS else None
    return await file_customer(work, store, draft, owner_id=owner_id, reason="registered_by")


async def refuse_known(work: Work, store_id: UUID, draft: CustomerDraft) -> None:
    """Raises `CustomerKnown` when one of the draft's numbers belongs to somebody of the store."""
    phones = [point for point in draft.points if point.kind is PointKind.PHONE]
    keys = [key for point in phones if (key := filing.key_index(work.vault, store_id, point))]
    known = await repository.known_by(work.session, store_id, keys) if keys else None
    if known is not None:
        raise CustomerKnown(owner=known.owner_name or "公海", pointer="/mobile")


async def file_customer(
    work: Work,
    store: filing.HomeStore,
    draft: CustomerDraft,
    *,
    owner_id: UUID | None,
    reason: str,
    customer_id: UUID | None = None,
) -> Customer:
    """Insert the rows of a customer whom nobody knows, and tell everyone who keeps a projection."""
    rows = filing.new_file(
        work.vault,
        store,
        draft,
        owner_id=owner_id,
        lifecycle=Lifecycle.POTENTIAL,
        now=work.now,
        actor_id=work.actor.staff_id,
        customer_id=customer_id,
    )
    customer = Customer(**{name: value for name, value in rows.customer.items() if name != "version"})
    try:
        async with work.session.begin_nested():
            work.session.add(customer)
            await work.session.flush()
            await repository.add_points(work.session, rows.points)
    except IntegrityError as error:
        # Two people filed the same number at the same moment; the index let one through.
        raise CustomerKnown(owner="同事", pointer="/mobile") from error
    await keep_access(work.session, customer_id=customer.id, store_id=store.id, owner_id=owner_id, at=work.now)
    announce_new(work, rows, owner_id=owner_id, reason=reason)
    return customer


def announce_new(work: Work, rows: filing.NewFile, *, owner_id: UUID | None, reason: str) -> None:
    """Events and timeline of a new customer, in the transaction of its rows."""
    row = rows.customer
    events.contact_changed(
        work,
        customer_id=rows.id,
        store_id=row["store_id"],
        group_id=row["group_id"],
        person_key=row["person_key"],
        contact=rows.contact,
        revision=1,
    )
    events.assigned(
        work, customer_id=rows.id, store_id=row["store_id"], owner_id=owner_id, previous=None, reason=reason
    )
    ownership.begin(work, customer_id=rows.id, store_id=row["store_id"], owner_id=owner_id, how=reason)
    timeline.note(
        work,
        "customer_registered",
        customer_id=rows.id,
        store_id=row["store_id"],
        ref_kind="customer",
        ref_id=rows.id,
        source=row["source"],
    )


async def assign_customer(work: Work, customer: Customer, owner_id: UUID | None, reason: str) -> None:
    """Give the customer to an adviser, or to the pool (`None`)."""
    previous = customer.owner_id
    customer.owner_id = owner_id
    await keep_access(work.session, customer_id=customer.id, store_id=customer.store_id, owner_id=owner_id, at=work.now)
    events.assigned(
        work,
        customer_id=customer.id,
        store_id=customer.store_id,
        owner_id=owner_id,
        previous=previous,
        reason=reason,
    )
    await ownership.changed(
        work,
        customer_id=customer.id,
        store_id=customer.store_id,
        owner_id=owner_id,
        previous_id=previous,
        how=reason,
    )
    timeline.note(
        work,
        "customer_assigned",
        customer_id=customer.id,
        store_id=customer.store_id,
        owner_id=str(owner_id) if owner_id else None,
        reason=reason,
    )


async def advance_lifecycle(work: Work, customer_id: UUID, reached: Lifecycle) -> None:
    """Move a customer's life on; never backwards. For use cases that scope has let through already."""
    for customer in await repository.files_of(work.session, customer_id):
        customer.lifecycle = policy.later_life(Lifecycle(customer.lifecycle), reached)
    await repository.score_anew(work.session, customer_id)


async def add_search_tail(work: Work, customer_id: UUID, tag: str) -> None:
    """Make a customer findable by the end of a plate or a VIN."""
    for customer in await repository.files_of(work.session, customer_id):
        tokens = set(filing.tail_tokens(work.vault, customer.store_id, {"tag": tag}))
        customer.tail_tokens = sorted(tokens.union(customer.tail_tokens))
        customer.search_tokens = sorted(tokens.union(customer.search_tokens))


async def reveal(work: Work, customer_id: UUID, request: RevealRequest) -> Revealed:
    """Contact data in clear, written down in the same transaction; a refused look is written down too."""
    customer = await repository.find(work.session, work.actor, customer_id)
    if customer is None:
        await _note_denial(work, customer_id, request)
        raise RevealDenied
    kind = PointKind.PHONE if request.field is RevealField.MOBILE else PointKind(request.field.value)
    points = await opened_points(work, customer)
    point = policy.leading(points, kind)
    if point is None:
        raise NothingToReveal
    row = _reveal_row(work, customer, request, granted=True)
    work.session.add(row)
    value = point.phone.national if point.phone and point.phone.kind == "mobile" else point.clear
    return Revealed(field=request.field, value=value, reveal_id=row.id)


async def _note_denial(work: Work, customer_id: UUID, request: RevealRequest) -> None:
    stranger = await repository.anywhere(work.session, customer_id)
    if stranger is not None:
        work.session.add(_reveal_row(work, stranger, request, granted=False))


def _reveal_row(work: Work, customer: Customer, request: RevealRequest, *, granted: bool) -> Reveal:
    return Reveal(
        id=new_id(),
        store_id=customer.store_id,
        customer_id=customer.id,
        at=work.now,
        actor_id=work.actor.id,
        field=request.field,
        reason=request.reason,
        note=request.note,
        granted=granted,
    )


async def check_referrer(work: Work, referrer_id: UUID) -> None:
    referrer = await repository.anywhere(work.session, referrer_id)
    if referrer is None or referrer.group_id != work.actor.group_id:
        raise ReferrerUnknown(pointer="/referrer_customer_id")
