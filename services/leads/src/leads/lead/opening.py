"""Opening a lead: the one way by which a wish of a new or a known customer becomes somebody's work."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service_defaults import timeline
from service_defaults.ids import new_id
from service_defaults.work import Work

from leads.assignment.desk import Desk
from leads.assignment.policy import Choice, Person, Reason, choose, direct, tally_of, with_tally
from leads.customer import filing
from leads.customer import service as customers
from leads.customer.policy import CustomerDraft, Lifecycle
from leads.lead import events, opening_repository, policy
from leads.lead.policy import Stage
from leads.lead.wish import Known, Wish
from leads.pool import entering
from leads.setting.levels import LevelPurpose


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of a wish."""

    lead_id: UUID
    customer_id: UUID
    owner: Person | None
    clock: policy.ResponseClock | None


async def open_for_stranger(
    work: Work, desk: Desk, wish: Wish, draft: CustomerDraft, *, registrar: UUID | None = None
) -> Opened:
    """A customer whom the store did not know, and their lead. `registrar` owns whom they register 首问负责制."""
    choice = choice_for(desk, wish, desk.person(registrar))
    owner_id = choice.person.id if choice.person else None
    rows = filing.new_file(
        work.vault,
        desk,
        draft,
        owner_id=owner_id,
        lifecycle=Lifecycle.POTENTIAL,
        now=work.now,
        actor_id=work.actor.staff_id,
    )
    clock = clock_for(work, desk, wish)
    lead = lead_row(work, desk, wish, customer_id=rows.id, choice=choice, clock=clock)
    await opening_repository.insert_opening(
        work.session,
        lead=lead,
        refs=_ref_rows(work, wish, lead),
        rotation=rotation_after(desk, wish, choice),
        file=rows,
    )
    customers.announce_new(work, rows, owner_id=owner_id, reason=choice.reason)
    if choice.person is None:
        await entering.enter_unassigned(work, rows.id, desk.id, desk.settings.pool)
    _announce(work, wish, lead, choice)
    return Opened(lead["id"], rows.id, choice.person, clock)


async def open_for_known(work: Work, desk: Desk, wish: Wish, known: Known, *, registrar: UUID | None = None) -> Opened:
    """A further lead of a customer of the store: with the same adviser as long as they are there."""
    owner = desk.person(known.owner_id)
    if owner is not None:
        reason = Reason.PRESENT_OWNER if known.open_leads else Reason.FORMER_OWNER
        choice = direct_choice(desk, wish, reason, owner)
    else:
        choice = choice_for(desk, wish, desk.person(registrar))
    clock = clock_for(work, desk, wish)
    lead = lead_row(work, desk, wish, customer_id=known.customer_id, choice=choice, clock=clock)
    await opening_repository.insert_opening(
        work.session,
        lead=lead,
        refs=_ref_rows(work, wish, lead),
        rotation=rotation_after(desk, wish, choice),
        file=None,
    )
    if owner is None and choice.person is not None:
        customer = await customers.get_customer(work.as_system(), known.customer_id)
        await customers.assign_customer(work, customer, choice.person.id, choice.reason)
    elif choice.person is None:
        await entering.enter_unassigned(work, known.customer_id, desk.id, desk.settings.pool)
    _announce(work, wish, lead, choice)
    return Opened(lead["id"], known.customer_id, choice.person, clock)


def choice_for(desk: Desk, wish: Wish, registrar: Person | None) -> Choice:
    """Who gets a wish that nobody owns: whoever registers it, else whose turn it is."""
    if registrar is not None:
        return direct_choice(desk, wish, Reason.REGISTERED_BY, registrar)
    rules = desk.settings.assignment
    return choose(
        desk.people,
        posts=rules.posts,
        fallback_posts=rules.fallback_posts,
        on_duty=desk.on_duty,
        tally=tally_of(desk.counts, wish.channel, day=desk.counts_day, today=desk.today),
        turn=desk.turn,
        brand=wish.make,
        quota=rules.daily_quota,
    )


def direct_choice(desk: Desk, wish: Wish, reason: Reason, person: Person) -> Choice:
    """Somebody in particular; the rotation does not move."""
    tally = tally_of(desk.counts, wish.channel, day=desk.counts_day, today=desk.today)
    return Choice(person, reason, tally, desk.turn, direct(reason, person))


def rotation_after(desk: Desk, wish: Wish, choice: Choice) -> dict[str, Any] | None:
    """What changes in the store's rotation; None when nobody had a turn."""
    if choice.turn == desk.turn:
        return None
    counts = with_tally(desk.counts, wish.channel, choice.tally, day=desk.counts_day, today=desk.today)
    return {"day": desk.today, "counts": counts, "turn": choice.turn}


def clock_for(work: Work, desk: Desk, wish: Wish) -> policy.ResponseClock | None:
    """When the first reply is due."""
    if wish.responded:
        return None
    return policy.response_clock(
        wish.channel,
        work.now,
        somebody_on_duty=desk.somebody_on_duty(),
        calendar=desk.calendar,
        rules=desk.settings.response,
    )


def lead_row(
    work: Work,
    desk: Desk,
    wish: Wish,
    *,
    customer_id: UUID,
    choice: Choice,
    clock: policy.ResponseClock | None,
) -> dict[str, Any]:
    """A new lead as a row, wherever it comes from."""
    level = desk.settings.level_for(LevelPurpose.NEW)
    return {
        "id": new_id(),
        "store_id": desk.id,
        "customer_id": customer_id,
        "assignee_id": choice.person.id if choice.person else None,
        **from_wish(wish),
        "stage": Stage.NEW,
        "is_open": True,
        "closed_at": None,
        "close_reason": None,
        "level": level,
        **dict.fromkeys(("stage_at", "level_at", "assess_at"), work.now),
        "carded_at": None,
        "response_due_at": clock.due_at if clock else None,
        "response_starts_at": clock.starts_at if clock else None,
        "response_deferred": clock.deferred if clock else False,
        "first_response_at": None if clock else work.now,
        "escalate_at": policy.first_rung_at(0, clock.due_at, desk.settings.response) if clock else None,
        "escalation_step": 0,
        "next_contact_at": policy.next_contact(level, work.now, desk.settings, desk.calendar),
        "last_contact_at": None,
        "touched_at": None,
        "touch_count": 0,
        "assignment": {**choice.explanation, "at": work.now.isoformat()},
        "created_at": work.now,
        "created_by": work.actor.staff_id,
        "version": 1,
    }


def from_wish(wish: Wish) -> dict[str, Any]:
    """The columns of a lead that the wish decides."""
    return {
        "kind": wish.kind,
        "family": wish.family,
        "source": wish.source,
        "channel": wish.channel,
        "partner_id": wish.partner_id,
        "wanted_make": wish.make,
        "wanted_model": wish.model,
        "wanted_year": wish.year,
        "wanted": wish.wanted,
        "trade_in": wish.trade_in,
        "comments": wish.comments,
    }


def _ref_rows(work: Work, wish: Wish, lead: dict[str, Any]) -> list[dict[str, Any]]:
    return ref_rows(work, wish.refs, lead_id=lead["id"], customer_id=lead["customer_id"], store_id=lead["store_id"])


def ref_rows(
    work: Work, refs: tuple[tuple[str, str], ...], *, lead_id: UUID, customer_id: UUID, store_id: UUID
) -> list[dict[str, Any]]:
    """Rows that tie a sender's ids to a lead."""
    return [
        {
            "store_id": store_id,
            "source": source,
            "external_id": external_id,
            "lead_id": lead_id,
            "customer_id": customer_id,
            "seen_at": work.now,
        }
        for source, external_id in dict.fromkeys(refs)
    ]


def _announce(work: Work, wish: Wish, lead: dict[str, Any], choice: Choice) -> None:
    events.created(work, lead, wish.wanted_text)
    timeline.note(
        work,
        "lead_created",
        customer_id=lead["customer_id"],
        store_id=lead["store_id"],
        ref_kind="lead",
        ref_id=lead["id"],
        source=wish.source,
        channel=wish.channel,
        lead_kind=wish.kind,
        wanted=wish.wanted_text,
        owner=choice.person.name if choice.person else None,
        reason=choice.reason,
    )
