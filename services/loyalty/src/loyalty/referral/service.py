"""Use case: reward the owner who brought the buyer, on the buyer's delivery."""

from contracts.leads import VehicleDelivered
from contracts.loyalty import ReferralRewarded
from service_defaults.aliases import kept_ids
from service_defaults.ids import new_id
from service_defaults.timeline import note
from service_defaults.work import Work

from loyalty.ledger import service as ledger
from loyalty.ledger.policy import points_worth
from loyalty.member import service as members
from loyalty.referral import repository
from loyalty.referral.models import Referral
from loyalty.referral.policy import refused_because
from loyalty.setting.service import settings_for


async def reward(work: Work, delivery: VehicleDelivered) -> Referral | None:
    """Book the referral of a delivery. None when nobody referred the buyer or the order was booked before."""
    referrer_id = delivery.referrer_customer_id
    if referrer_id is None or await repository.booked(work.session, delivery.order_id):
        return None
    people = await kept_ids(work.session, {referrer_id, delivery.customer_id})
    refused = refused_because(
        referrer_key=delivery.referrer_person_key,
        referee_key=delivery.person_key,
        same_customer=len(set(people.values())) == 1,
    )
    settings = await settings_for(work, delivery.store_id)
    points = 0 if refused else points_worth(settings.referral_reward_fen, settings.point_value_fen)
    referral = Referral(
        id=new_id(),
        store_id=delivery.store_id,
        customer_id=referrer_id,
        order_id=delivery.order_id,
        referee_customer_id=delivery.customer_id,
        state=refused or "rewarded",
        points=points,
        at=work.now,
    )
    work.session.add(referral)
    if refused is None:
        await _pay(work, delivery, referral)
    return referral


async def _pay(work: Work, delivery: VehicleDelivered, referral: Referral) -> None:
    member = await members.enrol(
        work,
        group_id=delivery.group_id,
        person_key=delivery.referrer_person_key,
        customer_id=referral.customer_id,
        store_id=delivery.store_id,
    )
    await ledger.grant(work, member, points=referral.points, reason="referral", source_id=referral.id)
    work.emit(
        ReferralRewarded(
            referral_id=referral.id,
            member_id=member.id,
            customer_id=referral.customer_id,
            referee_customer_id=referral.referee_customer_id,
            store_id=referral.store_id,
            order_id=referral.order_id,
            points=referral.points,
        )
    )
    note(
        work,
        "referral_rewarded",
        customer_id=referral.customer_id,
        store_id=referral.store_id,
        ref_kind="referral",
        ref_id=referral.id,
        points=referral.points,
    )
