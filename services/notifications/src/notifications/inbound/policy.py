"""What a finance partner's webhook says: from the words that partners use to the loan's status."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any
from uuid import UUID

from contracts.vocabulary import LoanStatus
from pydantic import AwareDatetime, BaseModel, Field, ValidationError
from service_defaults.fields import OptionalText, Text

PREFIXES = ("finance.application.", "loan.")
_WORDS: dict[str, LoanStatus] = {
    "submitted": LoanStatus.SUBMITTED,
    "received": LoanStatus.SUBMITTED,
    "created": LoanStatus.SUBMITTED,
    "pending": LoanStatus.SUBMITTED,
    "pendingreview": LoanStatus.SUBMITTED,
    "documentsrequired": LoanStatus.DOCUMENTS_REQUIRED,
    "awaitingdocuments": LoanStatus.DOCUMENTS_REQUIRED,
    "preapproved": LoanStatus.CONDITIONALLY_APPROVED,
    "prequalified": LoanStatus.CONDITIONALLY_APPROVED,
    "conditionallyapproved": LoanStatus.CONDITIONALLY_APPROVED,
    "approved": LoanStatus.APPROVED,
    "rejected": LoanStatus.REJECTED,
    "declined": LoanStatus.REJECTED,
    "denied": LoanStatus.REJECTED,
    "cancelled": LoanStatus.CANCELLED,
    "canceled": LoanStatus.CANCELLED,
    "contractsigned": LoanStatus.CONTRACT_SIGNED,
    "signed": LoanStatus.CONTRACT_SIGNED,
    "disbursed": LoanStatus.DISBURSED,
    "funded": LoanStatus.DISBURSED,
}
_GENERIC = frozenset({"decided", "updated", "statuschanged", "decision"})
_MOST_FEN = 10**13


class Unrecognised(Exception):
    """A type that nothing follows from; kept as it is."""


class BadPayload(Exception):
    """A known type whose content cannot be read. `reason` is a code and the place, without the content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason[:300]


@dataclass(frozen=True, slots=True)
class LoanWord:
    """What a partner said of one application. The loan is named by our id or by our number for it."""

    loan_id: UUID | None
    loan_no: str | None
    partner_application_no: str
    status: LoanStatus
    approved_fen: int | None
    reason: str | None
    decided_at: datetime
    sequence: int
    required_documents: tuple[str, ...]


class _Data(BaseModel):
    loan_id: UUID | None = None
    dealer_application_no: OptionalText = None
    partner_application_no: Annotated[Text, Field(max_length=100)]
    status: OptionalText = None
    approved_amount_fen: Annotated[int, Field(ge=0, le=_MOST_FEN)] | None = None
    approved_amount: Decimal | None = None
    reason: OptionalText = None
    decided_at: AwareDatetime | None = None
    sequence: Annotated[int, Field(ge=0, le=2**53)] | None = None
    required_documents: Annotated[list[Annotated[Text, Field(max_length=64)]], Field(max_length=20)] | None = None


class _Payload(BaseModel):
    type: Annotated[Text, Field(max_length=100)]
    timestamp: AwareDatetime | None = None
    data: _Data


def type_of(body: bytes) -> str | None:
    """The event type of a body, None when it has none that could be shown."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError):
        return None
    kind = document.get("type") if isinstance(document, dict) else None
    return kind if isinstance(kind, str) and 0 < len(kind) <= 100 and kind.isascii() and kind.isprintable() else None


def read_loan_word(body: bytes, *, received_at: datetime) -> LoanWord:
    """Raises `Unrecognised` for another type, `BadPayload` for one that cannot be read."""
    kind = type_of(body)
    if kind is not None and not kind.startswith(PREFIXES):
        raise Unrecognised
    payload = _payload(body)
    data = payload.data
    if data.loan_id is None and data.dealer_application_no is None:
        raise BadPayload("missing: data.loan_id or data.dealer_application_no")
    decided_at = (data.decided_at or payload.timestamp or received_at).astimezone(UTC)
    return LoanWord(
        loan_id=data.loan_id,
        loan_no=data.dealer_application_no,
        partner_application_no=data.partner_application_no,
        status=_status(payload.type, data.status),
        approved_fen=_approved_fen(data),
        reason=data.reason,
        decided_at=decided_at,
        # Partners that do not count are ordered by their own clock.
        sequence=max(0, int(decided_at.timestamp())) if data.sequence is None else data.sequence,
        required_documents=tuple(dict.fromkeys(data.required_documents or ())),
    )


def _payload(body: bytes) -> _Payload:
    try:
        document = json.loads(body, parse_float=Decimal, parse_constant=_no_constant)
        return _Payload.model_validate(document)
    except ValidationError as error:
        faults = (f"{'.'.join(map(str, each['loc'])) or 'body'}: {each['type']}" for each in error.errors())
        raise BadPayload("; ".join(faults)) from None
    except (ValueError, RecursionError, InvalidOperation):
        raise BadPayload("not_json") from None


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _status(kind: str, said: str | None) -> LoanStatus:
    suffix = next((kind.removeprefix(prefix) for prefix in PREFIXES if kind.startswith(prefix)), kind)
    if (by_type := _WORDS.get(_plain(suffix))) is not None:
        return by_type
    if _plain(suffix) not in _GENERIC:
        raise Unrecognised
    if said is None or (by_status := _WORDS.get(_plain(said))) is None:
        raise BadPayload("unknown: data.status")
    return by_status


def _plain(word: str) -> str:
    return "".join(sign for sign in word.lower() if sign.isalnum())


def _approved_fen(data: _Data) -> int | None:
    if data.approved_amount_fen is not None:
        return data.approved_amount_fen
    if data.approved_amount is None:
        return None
    fen = data.approved_amount * 100
    if not fen.is_finite() or fen != int(fen) or not 0 <= fen <= _MOST_FEN:
        raise BadPayload("data.approved_amount: no amount in yuan")
    return int(fen)
