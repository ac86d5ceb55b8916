"""The only place that builds these events."""

from contracts.loyalty import MemberEnrolled, TierChanged

from loyalty.member.models import Member


def member_enrolled(member: Member) -> MemberEnrolled:
    return MemberEnrolled(
        member_id=member.id,
        member_no=member.member_no,
        customer_id=member.customer_id,
        store_id=member.store_id,
        tier=member.tier,
    )


def tier_changed(member: Member, previous: str) -> TierChanged:
    return TierChanged(
        member_id=member.id,
        customer_id=member.customer_id,
        store_id=member.store_id,
        tier=member.tier,
        previous_tier=previous,
    )
