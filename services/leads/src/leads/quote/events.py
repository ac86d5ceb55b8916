"""Builds what is told about quotes."""

from uuid import UUID

from contracts.leads import QuoteApprovalRequested, QuoteDecided
from service_defaults.work import Work

from leads.quote.models import Quote


def approval_requested(work: Work, quote: Quote, owner_id: UUID | None) -> None:
    work.emit(
        QuoteApprovalRequested(
            quote_id=quote.id,
            customer_id=quote.customer_id,
            store_id=quote.store_id,
            owner_id=owner_id,
            discount_fen=quote.given_away_fen,
            limit_fen=quote.limit_fen,
        )
    )


def decided(work: Work, quote: Quote, owner_id: UUID | None, *, approved: bool) -> None:
    work.emit(
        QuoteDecided(
            quote_id=quote.id,
            customer_id=quote.customer_id,
            store_id=quote.store_id,
            owner_id=owner_id,
            approved=approved,
        )
    )
