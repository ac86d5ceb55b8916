"""Reading and writing the card."""

from typing import Any
from uuid import UUID

from service_defaults.organisation import staff_names
from service_defaults.store_settings import settings_of
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.card import repository
from leads.card.errors import BudgetUpsideDown
from leads.card.models import CustomerCard
from leads.card.schemas import CardChange, CardFields, CardOut, FileOut
from leads.customer import service as customers
from leads.customer.models import Customer
from leads.file_quality import repository as files
from leads.file_quality import scoring
from leads.setting.schemas import LeadSettings


async def get_card(reading: Reading, customer_id: UUID) -> CardOut:
    """Raises `CustomerNotFound`."""
    customer = await customers.get_customer(reading, customer_id)
    return await _out(reading, customer, await repository.find(reading.session, customer.id))


async def change_card(work: Work, customer_id: UUID, command: CardChange, expected: int) -> CardOut:
    """Write what is given; the first writing makes the card. Raises `PreconditionFailed`, `BudgetUpsideDown`."""
    customer = await customers.get_customer(work, customer_id)
    card = await repository.lock(work.session, customer.id)
    check_version(card.version if card else 0, expected)
    if card is None:
        card = CustomerCard(customer_id=customer.id, store_id=customer.store_id, fields={})
        work.session.add(card)
    chosen = command.model_dump(mode="json", exclude_unset=True)
    card.fields = _with(card.fields, chosen)
    card.changed_at, card.changed_by = work.now, work.actor.staff_id
    await work.session.flush()
    await scoring.score(work, [customer.id])
    return await _out(work, customer, card)


def _with(written: dict[str, Any], chosen: dict[str, Any]) -> dict[str, Any]:
    """What is on the card afterwards; blanks are not kept."""
    fields = {name: value for name, value in {**written, **chosen}.items() if value not in (None, "", [])}
    low, high = fields.get("budget_min_fen"), fields.get("budget_max_fen")
    if low is not None and high is not None and low > high:
        raise BudgetUpsideDown(pointer="/budget_max_fen")
    return fields


async def file_of(reading: Reading, customer: Customer) -> FileOut:
    """Where the file stands."""
    rules = (await settings_of(reading.session, customer.store_id, LeadSettings)).file_quality
    row = await files.trail(reading.session, customer.id)
    assert row is not None  # noqa: S101 - the customer was just read
    plain = row._asdict()
    state, score, missing = plain.pop("file_state"), plain.pop("file_score"), plain.pop("file_missing")
    return FileOut(
        state=state,
        score=score or 0,
        missing=missing,
        submit_from_score=rules.submit_from_score,
        confirmation=rules.confirmation,
        **plain,
    )


async def _out(reading: Reading, customer: Customer, card: CustomerCard | None) -> CardOut:
    names = await staff_names(reading.session, {card.changed_by} if card and card.changed_by else set())
    return CardOut(
        customer_id=customer.id,
        fields=CardFields.model_validate(card.fields if card else {}),
        version=card.version if card else 0,
        changed_at=card.changed_at if card else None,
        changed_by_name=names.get(card.changed_by) if card and card.changed_by else None,
        file=await file_of(reading, customer),
    )
