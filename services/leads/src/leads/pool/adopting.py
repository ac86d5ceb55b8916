"""Somebody in the pool asks again: they are given to an adviser at once, as if they were new."""

from collections.abc import Sequence

from service_defaults.identity import SYSTEM
from service_defaults.work import Work

from leads.assignment import repository as desks
from leads.assignment.desk import Desk
from leads.assignment.policy import Person
from leads.lead.opening import choice_for, rotation_after
from leads.lead.wish import Known, Wish
from leads.ownership.moving import Cause, Move, move_customers
from leads.pool import repository


async def adopt(work: Work, desk: Desk, wish: Wish, known: Known, registrar: Person | None) -> Person | None:
    """Whoever registers them, else whose turn it is; None when nobody is there, and they stay."""
    choice = choice_for(desk, wish, registrar)
    if choice.person is None:
        return None
    rotation = rotation_after(desk, wish, choice)
    if rotation is not None:
        await desks.turn_rotation(work.session, desk.id, rotation)
    await take_out(work, [Move(known.customer_id, choice.person.id, choice.explanation)], choice.reason)
    return choice.person


async def take_out(work: Work, moves: Sequence[Move], how: str) -> None:
    """Those of the pool who asked again are with somebody, and to be called now."""
    people = [move.customer_id for move in moves]
    await move_customers(work, moves, Cause(how=how), scope=SYSTEM)
    await repository.leave(work.session, people)
    await repository.due_now(work.session, people, work.now)
