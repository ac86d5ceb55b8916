"""Memberships of one person: shown as one while the customer files are merged, apart again afterwards."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from service_defaults.aliases import people_of
from service_defaults.merging import keep_alias
from service_defaults.work import Work

from loyalty.member import repository
from loyalty.member.models import Member
from loyalty.member.policy import tier_of
from loyalty.setting.service import settings_for


async def follow_merge(work: Work, customer_id: UUID, into_id: UUID | None, *, store_id: UUID, revision: int) -> None:
    """Keep the registry's alias and show the memberships accordingly. No ledger is touched."""
    before = (await people_of(work.session, {customer_id}))[customer_id].ids
    changed = await keep_alias(
        work.session, customer_id=customer_id, into_id=into_id, store_id=store_id, revision=revision, at=work.now
    )
    if changed:
        await settle(work, {*before, *changed})


async def settle(work: Work, customer_ids: set[UUID]) -> None:
    """Join the memberships of the people behind these files: the answering file's card is shown, else the oldest."""
    people = (await people_of(work.session, customer_ids)).values()
    roots = {one: person.root for person in people for one in person.ids}
    members = await repository.of_people(work.session, roots.keys())
    together: dict[tuple[UUID, UUID], list[Member]] = defaultdict(list)
    for member in members:
        together[(member.group_id, roots[member.customer_id])].append(member)
    for (_, root), cards in together.items():
        cards.sort(key=lambda card: (card.customer_id != root, card.enrolled_at, card.id))
        for card in cards:
            card.joined_to_id = None if card is cards[0] else cards[0].id
            card.joint_tier = None
        await _grade(work, cards[0], cards)
    await work.session.flush()


async def regrade(work: Work, member: Member) -> None:
    """The joint tier after one of the cards earned."""
    cards = await repository.joined_with(work.session, member)
    shown = next(card for card in cards if card.joined_to_id is None)
    await _grade(work, shown, cards)


async def _grade(work: Work, shown: Member, cards: Sequence[Member]) -> None:
    """The points of all cards together decide; nobody falls below what one card alone has reached."""
    if len(cards) < 2:
        return
    tiers = (await settings_for(work, shown.store_id)).tiers
    codes = [tier.code for tier in tiers]
    reached = [tier_of(sum(card.lifetime_points for card in cards), tiers), *(card.tier for card in cards)]
    shown.joint_tier = max(reached, key=lambda code: codes.index(code) if code in codes else -1)
