"""Codes that more than one service speaks. Every one of them is data to its reader: unknown values must be survived."""

from enum import StrEnum


class PartnerKind(StrEnum):
    LEAD_PLATFORM = "lead_platform"
    FINANCE = "finance"
    INSURANCE = "insurance"
    MARKETPLACE = "marketplace"


class LeadKind(StrEnum):
    BUY = "buy"
    LEASE = "lease"
    SELL = "sell"
    TRADE_IN = "trade_in"
    TEST_DRIVE = "test_drive"


class EnergyKind(StrEnum):
    PETROL = "petrol"
    DIESEL = "diesel"
    HYBRID = "hybrid"
    PLUG_IN_HYBRID = "plug_in_hybrid"
    RANGE_EXTENDER = "range_extender"
    ELECTRIC = "electric"


class LoanStatus(StrEnum):
    """Stages of a loan application as a Chinese finance partner reports them."""

    SUBMITTED = "submitted"
    DOCUMENTS_REQUIRED = "documents_required"
    APPROVED = "approved"
    CONDITIONALLY_APPROVED = "conditionally_approved"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    CONTRACT_SIGNED = "contract_signed"
    DISBURSED = "disbursed"


class Purpose(StrEnum):
    """Why personal data is used; `share` names a recipient beside it (PIPL Art. 23).

    `profiling`: what somebody looks at on our pages is kept beside their name.
    """

    SERVICE = "service"
    MARKETING = "marketing"
    SHARE = "share"
    PROFILING = "profiling"


class ComplaintGrade(StrEnum):
    NORMAL = "normal"
    ESCALATED = "escalated"
    MAJOR = "major"
