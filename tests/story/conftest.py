"""Which system the story is played on."""

import pytest
from story.people import House


@pytest.fixture(scope="module")
def house(embedded_house: House) -> House:
    return embedded_house
