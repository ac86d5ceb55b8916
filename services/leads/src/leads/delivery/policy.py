"""What has to be there before the keys are handed over."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from leads.delivery.checklist import CODES


class DeliveryStatus(StrEnum):
    OPEN = "open"
    SCHEDULED = "scheduled"
    HANDED_OVER = "handed_over"
    CANCELLED = "cancelled"


class Signer(StrEnum):
    CUSTOMER = "customer"
    ADVISER = "adviser"
    SERVICE_ADVISER = "service_adviser"


class PdiResult(StrEnum):
    PASSED = "passed"
    FAILED = "failed"


class Missing(StrEnum):
    """One thing that stands between the customer and the keys."""

    ALLOCATION = "allocation"
    PAYMENT = "payment"
    LOAN = "loan"
    INVOICE = "invoice"
    PDI = "pdi"
    CHECKLIST = "checklist"
    SIGNATURES = "signatures"


WORDS: Mapping[Missing, tuple[str, str]] = {
    Missing.ALLOCATION: ("尚未配车", "no car is allocated"),
    Missing.PAYMENT: ("款项未付清", "the price is not paid in full"),
    Missing.LOAN: ("贷款未获批（或未放款）", "the loan is not approved (or not disbursed)"),
    Missing.INVOICE: ("尚未开票", "the invoice is missing"),
    Missing.PDI: ("PDI 未通过", "the PDI is not passed"),
    Missing.CHECKLIST: ("交车确认单未勾完", "the checklist is not complete"),
    Missing.SIGNATURES: ("签名不齐", "signatures are missing"),
}


@dataclass(frozen=True, slots=True)
class Readiness:
    """The facts a hand-over is judged by.

    `cash_owed_fen` is the customer's own part; `loan_stands` is None where no loan is needed any more.
    """

    allocated: bool
    cash_owed_fen: int
    loan_stands: bool | None
    invoiced: bool
    pdi_passed: bool
    ticked: Mapping[str, Collection[str]]
    signed: Collection[str]


def missing(readiness: Readiness) -> list[Missing]:
    """Everything that is missing, in the order in which people do it."""
    faults = {
        Missing.ALLOCATION: not readiness.allocated,
        Missing.PAYMENT: readiness.cash_owed_fen > 0,
        Missing.LOAN: readiness.loan_stands is False,
        Missing.INVOICE: not readiness.invoiced,
        Missing.PDI: not readiness.pdi_passed,
        Missing.CHECKLIST: bool(unticked(readiness.ticked)),
        Missing.SIGNATURES: not set(Signer) <= set(readiness.signed),
    }
    return [what for what, absent in faults.items() if absent]


def money_missing(
    *, payable_fen: int, received_fen: int, planned_fen: int, credit_fen: int, loan_stands: bool
) -> tuple[int, bool | None]:
    """(the customer's own part still owed, whether the loan stands or None where cash has made it needless).

    A loan that does not stand yet is still counted on for its planned part: what is missing then is the loan.
    """
    rest = payable_fen - received_fen
    if rest <= 0:
        return 0, None
    if planned_fen == 0 and credit_fen == 0:
        return rest, None
    return max(rest - (credit_fen if loan_stands else max(planned_fen, credit_fen)), 0), loan_stands


def unticked(ticked: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Items of each group that are not confirmed yet."""
    left = {group: sorted(codes - set(ticked.get(group, ()))) for group, codes in CODES.items()}
    return {group: codes for group, codes in left.items() if codes}


def words(faults: Sequence[Missing]) -> tuple[str, str]:
    """(zh, en) sentence fragments of what is missing."""
    return "、".join(WORDS[fault][0] for fault in faults), ", ".join(WORDS[fault][1] for fault in faults)
