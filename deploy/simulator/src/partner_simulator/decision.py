"""How the simulated bank decides: a pure rule that an integrator can read in one minute."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel, Field

LONGEST_TERM = 60
APPROVED_SHARE = 80
ASKED_SHARE = 90
PROOF = "income_proof"


class Outcome(StrEnum):
    APPROVED = "approved"
    DOCUMENTS_REQUIRED = "documents_required"
    REJECTED = "rejected"


class Vehicle(BaseModel):
    price_fen: int = Field(gt=0)


class Document(BaseModel):
    code: str


class Application(BaseModel):
    """What the bank reads of `leads.loan_submitted`; amounts are fen. `submission` counts, from 1."""

    loan_id: str
    dealer_application_no: str
    vehicle: Vehicle
    principal_fen: int = Field(gt=0)
    term_months: int = Field(gt=0)
    submission: int = Field(1, ge=1)
    documents: list[Document] = []


@dataclass(frozen=True, slots=True)
class Decision:
    outcome: Outcome
    approved_fen: int | None = None
    reason: str | None = None
    required_documents: tuple[str, ...] = ()


Rule = Callable[[Application], Decision]


def decide(application: Application) -> Decision:
    """At most 80 % of the price over at most 60 months is approved; up to 90 % with a proof of income."""
    if application.term_months > LONGEST_TERM:
        return Decision(Outcome.REJECTED, reason=f"期限超过{LONGEST_TERM}个月")
    # Whole numbers: a share at the very limit must not depend on rounding.
    share = application.principal_fen * 100
    price = application.vehicle.price_fen
    if share <= APPROVED_SHARE * price:
        return Decision(Outcome.APPROVED, approved_fen=application.principal_fen)
    if share <= ASKED_SHARE * price:
        if any(document.code == PROOF for document in application.documents):
            return Decision(Outcome.APPROVED, approved_fen=application.principal_fen)
        return Decision(Outcome.DOCUMENTS_REQUIRED, reason="请补充收入证明或提高首付", required_documents=(PROOF,))
    return Decision(Outcome.REJECTED, reason="首付比例不足")
