"""Every service follows the registry's merges: told in any order, told twice, and undone without a trace."""

from collections.abc import AsyncIterator, Sequence
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest
from aftersales.app import DEFINITION as AFTERSALES
from contracts.leads import CustomerAssigned, CustomerMerged, CustomerUnmerged
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from loyalty.app import DEFINITION as LOYALTY
from messaging import Event
from notifications.app import DEFINITION as NOTIFICATIONS
from notifications.settings import Settings as NotificationsSettings
from service_defaults.aliases import CustomerAlias, kept_ids, people_of
from service_defaults.ids import new_id
from service_defaults.scope import CustomerAccess
from service_defaults.settings import PlatformSettings
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import STORE, ServiceHarness, running_service
from sqlalchemy import select

SERVICES = {
    "aftersales": (AFTERSALES, PlatformSettings),
    "loyalty": (LOYALTY, PlatformSettings),
    "notifications": (NOTIFICATIONS, NotificationsSettings),
}
A, B, C, D = (UUID(f"01950000-0000-7000-8000-00000000000{n}") for n in range(1, 5))
OWNERS = {one: UUID(f"01910000-0000-7000-8000-00000000000{n}") for n, one in enumerate((A, B, C, D), 1)}


@pytest.fixture(params=list(SERVICES))
async def service(request: pytest.FixtureRequest, postgres: Postgres) -> AsyncIterator[ServiceHarness]:
    definition, settings = SERVICES[request.param]
    async with running_service(postgres, definition, settings) as harness:
        await harness.organise()
        yield harness


def merged(one: UUID, into: UUID, revision: int = 1) -> CustomerMerged:
    return CustomerMerged(customer_id=one, into_id=into, store_id=STORE, merge_id=new_id(), revision=revision)


def unmerged(one: UUID, into: UUID, revision: int = 2) -> CustomerUnmerged:
    return CustomerUnmerged(customer_id=one, from_id=into, store_id=STORE, merge_id=new_id(), revision=revision)


def assigned(one: UUID, owner: UUID | None) -> CustomerAssigned:
    return CustomerAssigned(customer_id=one, store_id=STORE, owner_id=owner, previous_owner_id=None, reason="manual")


async def known(service: ServiceHarness) -> dict[str, Any]:
    """What reads resolve with, and whom scope lets through."""
    async with service.reading() as reading:
        access = await reading.session.execute(select(CustomerAccess.customer_id, CustomerAccess.owner_id))
        return {
            "roots": await kept_ids(reading.session, {A, B, C, D}),
            "people": {one: who.ids for one, who in (await people_of(reading.session, {A, B, C, D})).items()},
            "owners": {row.customer_id: row.owner_id for row in access.all()},
        }


async def clear(service: ServiceHarness) -> None:
    async with service.work() as work:
        for table in (CustomerAlias, CustomerAccess):
            for row in (await work.session.scalars(select(table))).all():
                await work.session.delete(row)


async def test_a_chain_resolves_to_its_end_in_whatever_order_it_is_told(service: ServiceHarness) -> None:
    links = (merged(A, B), merged(B, C), merged(D, A))
    for order in permutations(links):
        await clear(service)
        await service.deliver(*(assigned(one, owner) for one, owner in OWNERS.items()))
        await service.deliver(*order, *order)
        found = await known(service)
        assert set(found["roots"].values()) == {C}
        assert found["people"][A] == {A, B, C, D}
        assert set(found["owners"].values()) == {OWNERS[C]}


async def test_late_news_change_nothing(service: ServiceHarness) -> None:
    await service.deliver(assigned(A, OWNERS[A]), assigned(B, OWNERS[B]))
    before = await known(service)
    await service.deliver(unmerged(A, B), merged(A, B), unmerged(A, B))
    assert await known(service) == before
    await service.deliver(merged(A, B, revision=3), merged(A, C, revision=1))
    assert (await known(service))["roots"][A] == B


async def test_the_answering_files_owner_sees_the_merged_ones_and_an_unmerge_gives_them_back(
    service: ServiceHarness,
) -> None:
    # Merged before the customers themselves are known here: events of different customers overtake one another.
    await service.deliver(merged(A, B))
    await service.deliver(assigned(A, OWNERS[A]), assigned(B, OWNERS[B]))
    assert (await known(service))["owners"] == {A: OWNERS[B], B: OWNERS[B]}
    await service.deliver(assigned(B, OWNERS[D]))
    assert (await known(service))["owners"] == {A: OWNERS[D], B: OWNERS[D]}
    await service.deliver(unmerged(A, B))
    assert (await known(service))["owners"] == {A: OWNERS[A], B: OWNERS[D]}


Told = tuple[int, int, bool]


def _story(steps: Sequence[Told]) -> list[Event]:
    """Merges as the registry allows them: whoever stands alone into whoever answers, and back."""
    into: dict[UUID, UUID] = {}
    counts: dict[UUID, int] = dict.fromkeys((A, B, C, D), 0)
    files = (A, B, C, D)
    told: list[Event] = []
    for one_index, other_index, undo in steps:
        one, other = files[one_index], files[other_index]
        if undo and one in into:
            counts[one] += 1
            told.append(unmerged(one, into.pop(one), counts[one]))
        elif not undo and one != other and one not in into and other not in into:
            counts[one] += 1
            into[one] = other
            told.append(merged(one, other, counts[one]))
    return told


def _end(told: Sequence[Event]) -> dict[UUID, UUID]:
    into: dict[UUID, UUID] = {}
    for event in told:
        if isinstance(event, CustomerMerged):
            into[event.customer_id] = event.into_id
        elif isinstance(event, CustomerUnmerged):
            into.pop(event.customer_id)

    def root(one: UUID) -> UUID:
        return root(into[one]) if one in into else one

    return {one: root(one) for one in (A, B, C, D)}


STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.booleans()), max_size=9)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(steps=STEPS, shuffle=st.randoms(use_true_random=False))
async def test_whatever_was_merged_and_undone_the_end_counts(
    service: ServiceHarness, steps: list[Told], shuffle: Any
) -> None:
    await clear(service)
    await service.deliver(*(assigned(one, owner) for one, owner in OWNERS.items()))
    told = _story(steps)
    mixed = [*told, *told]
    shuffle.shuffle(mixed)
    await service.deliver(*mixed)
    found, end = await known(service), _end(told)
    assert found["roots"] == end
    assert found["owners"] == {one: OWNERS[root] for one, root in end.items()}
