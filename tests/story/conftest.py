"""Which system the story is played on: all of it in one process, then one process per service over Kafka."""

import pytest
from distributed import Distributed
from story.people import House


@pytest.fixture(scope="module", params=["embedded", pytest.param("distributed", marks=pytest.mark.kafka)])
def house(request: pytest.FixtureRequest) -> House:
    if request.param == "embedded":
        played: House = request.getfixturevalue("embedded_house")
        return played
    system: Distributed = request.getfixturevalue("distributed")
    return system.house
