"""A delivery that will not happen."""

from uuid import UUID

from service_defaults.work import Work

from leads.delivery import repository
from leads.delivery.policy import DeliveryStatus


async def cancel_delivery(work: Work, order_id: UUID) -> None:
    """For an order that is being cancelled."""
    delivery = await repository.of_order(work.session, order_id)
    if delivery is not None:
        delivery.status = DeliveryStatus.CANCELLED
