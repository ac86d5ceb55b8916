"""What the system hears of a known customer beside the way: a name, a further number, an address."""

from collections.abc import Sequence
from uuid import UUID

from service_defaults.search_tokens import name_sort_key
from service_defaults.work import Work

from leads.customer import filing, repository
from leads.customer.change import refile
from leads.customer.contacts import opened
from leads.customer.policy import Point, PointKind


async def enrich(work: Work, customer_id: UUID, name: str, points: Sequence[Point]) -> bool:
    """Add what is missing, overwrite nothing. Numbers that belong to somebody else are left where they are."""
    customer = await repository.anywhere(work.session, customer_id)
    if customer is None:
        return False
    rows = await repository.points_of(work.session, customer.id)
    present = opened(work, rows)
    fresh = await _unclaimed(work, customer.store_id, [p for p in points if not _has(present, p)])
    if not fresh and (customer.name or not name):
        return False
    if not customer.name and name:
        customer.name, customer.name_sort = name, name_sort_key(name)
    values = filing.point_rows(work.vault, customer.store_id, customer.id, tuple(fresh), work.now)
    led = {row.kind for row in rows if row.leading}
    await repository.add_points(
        work.session, [{**value, "leading": value["leading"] and value["kind"] not in led} for value in values]
    )
    refile(work, customer, (*present, *fresh))
    return True


def _has(present: Sequence[Point], point: Point) -> bool:
    return any(
        known.kind is point.kind and (known.key or known.clear) == (point.key or point.clear) for known in present
    )


async def _unclaimed(work: Work, store_id: UUID, points: list[Point]) -> list[Point]:
    free: list[Point] = []
    for point in points:
        key = filing.key_index(work.vault, store_id, point) if point.kind is PointKind.PHONE else None
        if key is None or await repository.known_by(work.session, store_id, [key]) is None:
            free.append(point)
    return free
