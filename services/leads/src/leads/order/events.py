"""Builds what is told about orders."""

from uuid import UUID

from contracts.leads import OrderCancelled, OrderPlaced
from service_defaults.work import Work

from leads.order.models import Order


def placed(work: Work, order: Order, owner_id: UUID | None, model: str) -> None:
    work.emit(
        OrderPlaced(
            order_id=order.id,
            order_no=order.order_no,
            customer_id=order.customer_id,
            store_id=order.store_id,
            owner_id=owner_id,
            model=model,
            total_fen=order.total_fen,
            deposit_kind=order.deposit_kind,
            deposit_fen=order.deposit_fen,
        )
    )


def cancelled(work: Work, order: Order, owner_id: UUID | None, reason: str) -> None:
    work.emit(
        OrderCancelled(
            order_id=order.id,
            customer_id=order.customer_id,
            store_id=order.store_id,
            owner_id=owner_id,
            reason=reason,
        )
    )
