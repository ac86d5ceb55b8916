"""Use cases of a key account: its file, contacts and fleet."""

from typing import Any
from uuid import UUID

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.store_settings import settings_of
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.customer import service as customers
from leads.customer.contacts import read_number
from leads.customer.errors import CustomerKnown, CustomerNotFound
from leads.customer.models import Customer
from leads.customer.policy import CustomerDraft, CustomerKind
from leads.customer.schemas import CompanyBasics, CustomerCreate
from leads.key_account import policy, repository
from leads.key_account.errors import (
    AccountKnown,
    AccountNotFound,
    ContactKnown,
    NotACompany,
    ParentInvalid,
    PartNotFound,
)
from leads.key_account.models import FleetVehicle, KeyAccount, KeyAccountContact
from leads.key_account.policy import AccountClass, AccountStage, Grading
from leads.key_account.schemas import AccountChange, AccountOpen, ContactAdd, FleetAdd
from leads.lead import receiving
from leads.lead import service as lead_service
from leads.lead.errors import AdviserUnknown
from leads.setting.schemas import LeadSettings


async def grading_of(reading: Reading, store_id: UUID) -> Grading:
    rules = (await settings_of(reading.session, store_id, LeadSettings)).key_accounts
    return Grading(rules.a_from, rules.b_from, rules.c_from, dict(rules.visit_days))


async def get_account(reading: Reading, account_id: UUID) -> KeyAccount:
    """Raises `AccountNotFound`, also for accounts out of scope."""
    account = await repository.find(reading.session, reading.actor, account_id)
    if account is None:
        raise AccountNotFound
    return account


async def locked(work: Work, account_id: UUID) -> KeyAccount:
    """The account, held until the transaction ends. Raises `AccountNotFound`."""
    account = await repository.lock(work.session, work.actor, account_id)
    if account is None:
        raise AccountNotFound
    return account


def line(work: Work, account: KeyAccount, kind: str, **params: Any) -> None:
    """A line in the life of the company."""
    timeline.note(
        work,
        kind,
        customer_id=account.customer_id,
        store_id=account.store_id,
        ref_kind="key_account",
        ref_id=account.id,
        **params,
    )


async def open_account(work: Work, command: AccountOpen) -> KeyAccount:
    """Work a company by plan. Raises `AccountKnown`, `NotACompany`, `ParentInvalid`, `CustomerKnown`."""
    company = await _company(work, command)
    account = KeyAccount(
        id=new_id(),
        store_id=company.store_id,
        customer_id=company.id,
        assignee_id=company.owner_id or work.actor.staff_id,
        account_type=command.account_type,
        stage=AccountStage.COLLECTED,
        account_class=AccountClass.U,
        next_visit_at=policy.next_visit_at(AccountClass.U, work.now, await grading_of(work, company.store_id)),
        note=command.note,
        created_at=work.now,
    )
    if command.parent_id is not None:
        account.parent_id = await _parent(work, account, command.parent_id)
    if await repository.add(work.session, account):
        raise AccountKnown(pointer="/customer_id")
    line(work, account, "key_account_opened", account_type=command.account_type)
    return account


async def _company(work: Work, command: AccountOpen) -> Customer:
    if command.customer_id is None:
        return await customers.create_customer(
            work,
            CustomerCreate(
                name=command.name,
                kind=CustomerKind.COMPANY,
                mobile=command.mobile,
                company=CompanyBasics(contact_name=command.contact_name),
                source="sales_visit",
            ),
        )
    customer = await customers.get_customer(work, command.customer_id)
    if customer.kind != CustomerKind.COMPANY:
        raise NotACompany(pointer="/customer_id")
    return customer


async def change_account(work: Work, account_id: UUID, command: AccountChange, expected: int) -> KeyAccount:
    """Raises `AccountNotFound`, `PreconditionFailed`, `ParentInvalid`, `AdviserUnknown`."""
    account = await locked(work, account_id)
    check_version(account.version, expected)
    given = command.model_dump(exclude_unset=True)
    if "parent_id" in given:
        account.parent_id = await _parent(work, account, given.pop("parent_id"))
    if given.get("assignee_id") is not None:
        desk = await lead_service.desk_of(work, account.store_id)
        if desk.person(given["assignee_id"]) is None:
            raise AdviserUnknown(pointer="/assignee_id")
    for name, value in given.items():
        if value is not None:
            setattr(account, name, value)
    await _classify(work, account)
    await work.session.flush()
    return account


async def _classify(work: Work, account: KeyAccount) -> None:
    product = policy.product_of(account.need, account.power, account.willingness)
    grading = await grading_of(work, account.store_id)
    reached = policy.class_of(product, grading)
    if reached == account.account_class:
        return
    line(work, account, "key_account_classified", old=account.account_class, new=reached, product=product)
    account.account_class = reached
    account.next_visit_at = policy.next_visit_at(reached, account.last_visit_at or work.now, grading)
    if account.stage == AccountStage.COLLECTED:
        account.stage = AccountStage.CLASSIFIED


async def _parent(work: Work, account: KeyAccount, parent_id: UUID | None) -> UUID | None:
    if parent_id is None:
        return None
    tree = await repository.parents_of(work.session, account.store_id)
    if parent_id not in tree or policy.makes_a_ring(account.id, parent_id, tree):
        raise ParentInvalid(pointer="/parent_id")
    return parent_id


async def add_contact(work: Work, account_id: UUID, command: ContactAdd) -> KeyAccount:
    """Raises `ContactKnown`, `PhoneUnreadable`, `CustomerKnown` for somebody whom another adviser looks after."""
    account = await locked(work, account_id)
    person = await _person(work, account, command)
    contact = KeyAccountContact(
        id=new_id(),
        store_id=account.store_id,
        customer_id=account.customer_id,
        account_id=account.id,
        person_id=person.id,
        role=command.role,
        title=command.title,
        created_at=work.now,
    )
    if person.id == account.customer_id or await repository.add(work.session, contact):
        raise ContactKnown(pointer="/mobile")
    line(work, account, "key_account_contact_added", name=person.name, role=command.role)
    return account


async def _person(work: Work, account: KeyAccount, command: ContactAdd) -> Customer:
    desk = await lead_service.desk_of(work, account.store_id)
    point = read_number(command.mobile, desk.region)
    known = await receiving.recognise(work, desk, (point,), ())
    if not known:
        draft = CustomerDraft(name=command.name or "", points=(point,), source="sales_visit")
        return await customers.file_customer(work, desk, draft, owner_id=account.assignee_id, reason="registered_by")
    try:
        return await customers.get_customer(work, known[0].customer_id)
    except CustomerNotFound as error:
        owner = desk.person(known[0].owner_id)
        raise CustomerKnown(owner=owner.name if owner else "公海", pointer="/mobile") from error


async def remove_contact(work: Work, account_id: UUID, contact_id: UUID) -> KeyAccount:
    """The person's own file stays. Raises `PartNotFound`."""
    account = await locked(work, account_id)
    contact = await repository.part(work.session, KeyAccountContact, account.id, contact_id)
    if contact is None:
        raise PartNotFound
    await work.session.delete(contact)
    await work.session.flush()
    return account


async def add_fleet(work: Work, account_id: UUID, command: FleetAdd) -> KeyAccount:
    account = await locked(work, account_id)
    work.session.add(
        FleetVehicle(
            id=new_id(),
            store_id=account.store_id,
            customer_id=account.customer_id,
            account_id=account.id,
            **command.model_dump(),
        )
    )
    await work.session.flush()
    return account


async def remove_fleet(work: Work, account_id: UUID, fleet_id: UUID) -> KeyAccount:
    """Raises `PartNotFound`."""
    account = await locked(work, account_id)
    vehicle = await repository.part(work.session, FleetVehicle, account.id, fleet_id)
    if vehicle is None:
        raise PartNotFound
    await work.session.delete(vehicle)
    await work.session.flush()
    return account
