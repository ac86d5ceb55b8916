"""Use cases of membership: enrol, look, move between tiers."""

from uuid import UUID

from service_defaults.contacts import contact_of
from service_defaults.errors import NotFound
from service_defaults.ids import new_id
from service_defaults.timeline import note
from service_defaults.work import Reading, Work

from loyalty.member import joining, repository
from loyalty.member.events import member_enrolled, tier_changed
from loyalty.member.models import Member
from loyalty.member.policy import next_tier, tier_of
from loyalty.member.schemas import Joint, MemberOut, MemberRow
from loyalty.setting.service import settings_for


async def enrol(work: Work, *, group_id: UUID, person_key: str | None, customer_id: UUID, store_id: UUID) -> Member:
    """The person's membership in the group, opened now if there is none; its row is locked.

    A customer without a mobile is a member of his own card: nobody else can be told to be the same person.
    """
    key = person_key or f"customer:{customer_id}"
    member = await repository.by_person(work.session, group_id, key)
    if member is not None:
        return member
    settings = await settings_for(work, store_id)
    number = await repository.next_number(work.session, group_id)
    member = Member(
        id=new_id(),
        group_id=group_id,
        person_key=key,
        member_no=f"{number:08d}",
        store_id=store_id,
        customer_id=customer_id,
        tier=tier_of(0, settings.tiers),
        available_points=0,
        pending_points=0,
        lifetime_points=0,
        enrolled_at=work.now,
    )
    work.session.add(member)
    await work.session.flush()
    await joining.settle(work, {customer_id})
    if member.joined_to_id is not None:
        # The person has a card already, under a file that was merged: this one only keeps its own ledger.
        return member
    work.emit(member_enrolled(member))
    _note_enrolment(work, member)
    return member


def _note_enrolment(work: Work, member: Member) -> None:
    note(
        work,
        "member_enrolled",
        customer_id=member.customer_id,
        store_id=member.store_id,
        ref_kind="member",
        ref_id=member.id,
        member_no=member.member_no,
        tier=member.tier,
    )


async def locked(work: Work, member_id: UUID) -> Member:
    return await repository.lock(work.session, member_id)


async def reconsider_tier(work: Work, member: Member) -> None:
    """Move up when the lifetime points say so; moving down needs a grace period and is not decided here."""
    settings = await settings_for(work, member.store_id)
    codes = [tier.code for tier in settings.tiers]
    reached = tier_of(member.lifetime_points, settings.tiers)
    if member.tier in codes and codes.index(reached) <= codes.index(member.tier):
        await joining.regrade(work, member)
        return
    previous, member.tier = member.tier, reached
    work.emit(tier_changed(member, previous))
    note(
        work,
        "member_tier_changed",
        customer_id=member.customer_id,
        store_id=member.store_id,
        ref_kind="member",
        ref_id=member.id,
        tier=reached,
        previous_tier=previous,
    )
    await joining.regrade(work, member)


async def card(reading: Reading, member_id: UUID) -> MemberOut:
    """Raises `NotFound` outside the asker's scope."""
    joint = await repository.visible(reading.session, reading.actor, member_id)
    if joint is None:
        raise NotFound
    return await card_of(reading, joint)


async def card_of(reading: Reading, joint: Joint) -> MemberOut:
    settings = await settings_for(reading, joint.member.store_id)
    contact = await contact_of(reading.session, joint.customer_id)
    following = next_tier(joint.lifetime_points, settings.tiers)
    row = MemberRow.of(joint, contact.name if contact else None, contact.mobile_masked if contact else None)
    return MemberOut(
        **row.model_dump(),
        next_tier=following[0] if following else None,
        points_to_next_tier=following[1] if following else None,
        available_worth_fen=joint.available_points * settings.point_value_fen,
    )
