"""Changing a customer's file: what is new in the contact data decides what others are told."""

from typing import Any
from uuid import UUID

from service_defaults import timeline
from service_defaults.aliases import kept_id
from service_defaults.search_tokens import name_sort_key
from service_defaults.web import check_version
from service_defaults.work import Work
from sqlalchemy.exc import IntegrityError

from leads.customer import events, filing, policy, repository, service
from leads.customer.contacts import opened, read_address, read_number
from leads.customer.errors import CustomerKnown, CustomerNotFound, ReferrerUnknown
from leads.customer.models import Customer
from leads.customer.policy import Point, PointKind
from leads.customer.schemas import CustomerChange

_PLAIN = ("gender", "city", "note")
_CONTACT = {"mobile": PointKind.PHONE, "email": PointKind.EMAIL, "wechat": PointKind.WECHAT}


async def change_customer(work: Work, customer_id: UUID, command: CustomerChange, expected: int) -> Customer:
    """Raises `CustomerNotFound`, `PreconditionFailed`, `CustomerKnown` for a number of somebody else."""
    customer = await repository.lock(work.session, work.actor, customer_id)
    if customer is None:
        raise CustomerNotFound
    check_version(customer.version, expected)
    chosen = command.model_dump(exclude_unset=True)
    for name in _PLAIN:
        if name in chosen and not (name == "note" and chosen[name] is None):
            setattr(customer, name, chosen[name])
    if chosen.get("tags") is not None:
        customer.tags = list(dict.fromkeys(chosen["tags"]))
    if "company" in chosen:
        customer.company = command.company.model_dump(exclude_none=True) if command.company else None
    await _choose_referrer(work, customer, chosen)
    if chosen.keys() & {"name", *_CONTACT}:
        await _change_contact(work, customer, command, chosen)
    await work.session.flush()
    return customer


async def _choose_referrer(work: Work, customer: Customer, chosen: dict[str, Any]) -> None:
    if "referrer_customer_id" not in chosen:
        return
    referrer_id = chosen["referrer_customer_id"]
    if referrer_id is not None and await kept_id(work.session, referrer_id) == customer.id:
        raise ReferrerUnknown(pointer="/referrer_customer_id")
    if referrer_id is not None:
        await service.check_referrer(work, referrer_id)
    customer.referrer_customer_id = referrer_id


async def _change_contact(work: Work, customer: Customer, command: CustomerChange, chosen: dict[str, Any]) -> None:
    store = await service.home_store(work, customer.store_id)
    rows = await repository.points_of(work.session, customer.id)
    replaced = {kind for name, kind in _CONTACT.items() if name in chosen}
    leading = [row for row in rows if row.leading and row.kind in replaced]
    # What another file brought into this one by a merge stays there as a further number: an un-merge needs it.
    borrowed = [row for row in leading if row.customer_id != customer.id]
    gone = [row.id for row in leading if row.customer_id == customer.id]
    kept = opened(work, [row for row in rows if row.id not in gone])
    for row in borrowed:
        row.leading = False
    added = _added(command, store.region)
    if command.name:
        customer.name, customer.name_sort = command.name, name_sort_key(command.name)
    try:
        async with work.session.begin_nested():
            if gone:
                await repository.retire_points(work.session, gone)
            fresh = filing.point_rows(work.vault, store.id, customer.id, added, work.now)
            await repository.add_points(work.session, fresh)
    except IntegrityError as error:
        raise CustomerKnown(owner="同事", pointer="/mobile") from error
    refile(work, customer, (*added, *kept))


def _added(command: CustomerChange, region: str) -> tuple[Point, ...]:
    points: list[Point] = []
    if command.mobile:
        points.append(read_number(command.mobile, region))
    if command.email:
        points.append(read_address(command.email))
    if command.wechat:
        points.append(policy.wechat_point(command.wechat))
    return tuple(points)


def refile(work: Work, customer: Customer, points: tuple[Point, ...]) -> None:
    """Somebody changed the contact data: bring the file in line and tell everyone."""
    retell(work, customer, points)
    timeline.note(work, "customer_contact_changed", customer_id=customer.id, store_id=customer.store_id)


def retell(work: Work, customer: Customer, points: tuple[Point, ...]) -> None:
    """Bring masks, person key and search tokens in line with the contact points, and tell the other services."""
    phone, email = policy.leading(points, PointKind.PHONE), policy.leading(points, PointKind.EMAIL)
    customer.mobile_masked = phone.masked if phone else None
    customer.email_masked = email.masked if email else None
    customer.person_key = filing.person_key(work.vault, customer.group_id, points)
    names = (customer.name, (customer.company or {}).get("contact_name") or "")
    own = filing.own_tokens(work.vault, customer.store_id, names, points)
    customer.search_tokens = sorted({*own, *customer.tail_tokens, *customer.alias_tokens})
    customer.contact_revision += 1
    events.contact_changed(
        work,
        customer_id=customer.id,
        store_id=customer.store_id,
        group_id=customer.group_id,
        person_key=customer.person_key,
        contact=filing.contact_of(customer.name, points),
        revision=customer.contact_revision,
    )
