"""What the loyalty service tells: from owner to advocate."""

from datetime import datetime
from uuid import UUID

from messaging import Event


class MemberEnrolled(Event, type="loyalty.member_enrolled.v1", key="customer_id"):
    member_id: UUID
    member_no: str
    customer_id: UUID
    store_id: UUID
    tier: str


class PointsEarned(Event, type="loyalty.points_earned.v1", key="customer_id"):
    """Points were granted; they stay pending until `available_at`."""

    entry_id: UUID
    member_id: UUID
    customer_id: UUID
    store_id: UUID
    points: int
    reason: str
    available_at: datetime


class TierChanged(Event, type="loyalty.tier_changed.v1", key="customer_id"):
    member_id: UUID
    customer_id: UUID
    store_id: UUID
    tier: str
    previous_tier: str


class ReferralRewarded(Event, type="loyalty.referral_rewarded.v1", key="customer_id"):
    """`customer_id` is the referrer who is rewarded; the referee bought order `order_id`."""

    referral_id: UUID
    member_id: UUID
    customer_id: UUID
    referee_customer_id: UUID
    store_id: UUID
    order_id: UUID
    points: int
