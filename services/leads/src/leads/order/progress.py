"""The steps of an order as its customer sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

STEPS: Mapping[str, tuple[str, str]] = {
    "ordered": ("已下订", "Ordered"),
    "allocated": ("已配车", "Car allocated"),
    "loan": ("贷款获批", "Loan approved"),
    "paid": ("款项结清", "Paid"),
    "invoiced": ("已开票", "Invoiced"),
    "insured": ("保险生效", "Insured"),
    "plated": ("已上牌", "Registered"),
    "inspected": ("交车前检查", "Inspected"),
    "scheduled": ("预约交车", "Delivery appointed"),
    "delivered": ("已交车", "Delivered"),
}


@dataclass(frozen=True, slots=True)
class Step:
    """`at` or `on` tell when it happened, or will (an appointment); null where nobody can know."""

    code: str
    zh: str
    en: str
    done: bool
    at: datetime | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Milestones:
    """When what happened. `loan_approved` is None where nothing is financed."""

    ordered_at: datetime
    allocated_at: datetime | None
    loan_approved: bool | None
    settled: bool
    invoiced_on: date | None
    insured: bool
    plated_on: date | None
    inspected_at: datetime | None
    appointment: datetime | None
    delivered_at: datetime | None


def steps_of(facts: Milestones) -> list[Step]:
    """All steps in order; the loan only where there is one."""
    delivered = facts.delivered_at is not None
    told: list[tuple[str, bool, datetime | None, date | None]] = [
        ("ordered", True, facts.ordered_at, None),
        ("allocated", facts.allocated_at is not None, facts.allocated_at, None),
        ("loan", bool(facts.loan_approved), None, None),
        ("paid", facts.settled, None, None),
        ("invoiced", facts.invoiced_on is not None, None, facts.invoiced_on),
        ("insured", facts.insured, None, None),
        ("plated", facts.plated_on is not None, None, facts.plated_on),
        ("inspected", facts.inspected_at is not None, facts.inspected_at, None),
        ("scheduled", facts.appointment is not None or delivered, facts.appointment, None),
        ("delivered", delivered, facts.delivered_at, None),
    ]
    return [
        Step(code, *STEPS[code], done, at, on)
        for code, done, at, on in told
        if code != "loan" or facts.loan_approved is not None
    ]


def masked_name(name: str) -> str:
    """王小明 → 王**, John Smith → J***; a page that anyone with the link may see."""
    if not name:
        return "*"
    first = name[0]
    return first + "*" * max(min(len(name) - 1, 3), 1)
