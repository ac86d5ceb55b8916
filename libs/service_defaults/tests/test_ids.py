import threading
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.ids import IdSource, new_id, uuid7_time


def test_an_id_is_a_version_7_of_the_rfc_variant_made_now():
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    made = new_id()
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert before <= uuid7_time(made) <= datetime.now(UTC) + timedelta(seconds=1)


def test_the_time_of_the_example_in_rfc_9562_appendix_a6():
    example = UUID("017F22E2-79B0-7CC3-98C4-DC0C0C07398F")
    assert uuid7_time(example) == datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)


@pytest.mark.parametrize("other", [uuid4(), uuid5(NAMESPACE_URL, "x"), UUID(int=0)])
def test_the_time_of_another_version_is_refused(other: UUID):
    with pytest.raises(ValueError, match="not a UUIDv7"):
        uuid7_time(other)


@given(st.lists(st.integers(min_value=0, max_value=2**47), min_size=2, max_size=60))
def test_ids_increase_whatever_the_clock_does(readings: list[int]):
    clock = iter(readings)
    source = IdSource(lambda: next(clock))
    made = [source.next() for _ in readings]
    assert made == sorted(set(made))


def test_a_stopped_clock_borrows_from_the_next_millisecond():
    source = IdSource(lambda: 1_000)
    made = [source.next() for _ in range(10_000)]
    assert made == sorted(set(made))
    assert uuid7_time(made[0]) == datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC)
    assert uuid7_time(made[-1]) <= datetime(1970, 1, 1, 0, 0, 1, 4_000, tzinfo=UTC)


def test_threads_never_share_an_id_and_each_sees_its_own_increase():
    source, results = IdSource(), list[list[UUID]]()

    def make() -> None:
        results.append([source.next() for _ in range(2_000)])

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(made == sorted(made) for made in results)
    assert len({one for made in results for one in made}) == 8_000
