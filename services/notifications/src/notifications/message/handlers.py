"""What makes a waiting message pointless."""

from contracts.leads import OrderCancelled, TestDriveCancelled, TestDriveCompleted
from service_defaults.work import Work

from notifications.message import service


async def on_test_drive_completed(work: Work, event: TestDriveCompleted) -> None:
    await service.cancel_about(work, event.customer_id, event.test_drive_id, code="happened")


async def on_test_drive_cancelled(work: Work, event: TestDriveCancelled) -> None:
    """Whoever called it off hears no reminder; what was sent already stays sent."""
    await service.cancel_about(work, event.customer_id, event.test_drive_id, code="test_drive_cancelled")


async def on_order_cancelled(work: Work, event: OrderCancelled) -> None:
    await service.cancel_about(work, event.customer_id, event.order_id, code="order_cancelled")
