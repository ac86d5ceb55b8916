"""A car was handed over: the buyer becomes a member and earns points, the referrer is paid."""

from contracts.leads import VehicleDelivered
from service_defaults.work import Work

from loyalty.ledger import service as ledger
from loyalty.ledger.policy import points_for
from loyalty.member import service as members
from loyalty.referral import service as referrals
from loyalty.setting.service import settings_for


async def on_vehicle_delivered(work: Work, event: VehicleDelivered) -> None:
    settings = await settings_for(work, event.store_id)
    member = await members.enrol(
        work,
        group_id=event.group_id,
        person_key=event.person_key,
        customer_id=event.customer_id,
        store_id=event.store_id,
    )
    await ledger.grant(
        work,
        member,
        points=points_for(event.paid_fen, settings.points_per_yuan),
        reason="vehicle_purchase",
        source_id=event.order_id,
    )
    await referrals.reward(work, event)
