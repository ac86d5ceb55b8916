"""A leads service on a fresh database, with the people of two stores and one partner."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from uuid import UUID

import pytest
from contracts.gateway import PartnerChanged
from leads.app import DEFINITION
from leads.settings import Settings
from service_defaults.identity import Principal, Role
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import (
    GROUP,
    OTHER_STORE,
    STORE,
    ServiceHarness,
    partner_principal,
    running_service,
    staff_principal,
)

PARTNER = UUID("01920000-0000-7000-8000-000000000001")


def person(number: int, name: str, *roles: Role, store_id: UUID = STORE) -> Principal:
    staff_id = UUID(f"01910000-0000-7000-8000-{number:012d}")
    team = {} if store_id == STORE else {"team_id": None}
    return staff_principal(*roles, staff_id=staff_id, name=name, store_id=store_id, **team)


@pytest.fixture
def cast() -> SimpleNamespace:
    return SimpleNamespace(
        adviser=person(1, "陈晓", Role.SALES_ADVISOR),
        adviser2=person(2, "周宁", Role.SALES_ADVISOR),
        adviser3=person(3, "吴桐", Role.SALES_ADVISOR),
        reception=person(4, "何静", Role.RECEPTIONIST),
        supervisor=person(5, "高峰", Role.FLOOR_SUPERVISOR),
        manager=person(6, "许岚", Role.SALES_MANAGER),
        gm=person(7, "赵总", Role.GENERAL_MANAGER),
        marketing=person(8, "罗佳", Role.MARKETING),
        parts=person(9, "老魏", Role.PARTS_CLERK),
        appraiser=person(11, "秦川", Role.APPRAISER),
        finance=person(12, "林可", Role.FINANCE_SPECIALIST),
        foreign_adviser=person(20, "邻店", Role.SALES_ADVISOR, store_id=OTHER_STORE),
        foreign_manager=person(21, "邻总", Role.SALES_MANAGER, store_id=OTHER_STORE),
    )


@pytest.fixture
def platform() -> Principal:
    return partner_principal(PARTNER, store_ids=(STORE, OTHER_STORE))


@pytest.fixture
async def leads(postgres: Postgres, cast: SimpleNamespace) -> AsyncIterator[ServiceHarness]:
    async with running_service(postgres, DEFINITION, Settings) as harness:
        await harness.organise(*vars(cast).values())
        await harness.deliver(
            PartnerChanged(
                partner_id=PARTNER,
                group_id=GROUP,
                name="车源网",
                kind="lead_platform",
                source="autohome",
                store_ids=(STORE, OTHER_STORE),
                active=True,
                revision=1,
            )
        )
        yield harness
