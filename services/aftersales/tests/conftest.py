"""An aftersales service on a fresh database, with its people and one customer."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from uuid import UUID

import pytest
from aftersales.app import DEFINITION
from aftersales.settings import Settings
from contracts.leads import CustomerAssigned, CustomerContactChanged, VehicleDelivered
from service_defaults.identity import Principal, Role
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import OTHER_STORE, ServiceHarness, running_service, staff_principal

from contracts.examples import example

DELIVERY = example(VehicleDelivered)


def _person(number: int, name: str, *roles: Role, store_id: UUID | None = None) -> Principal:
    staff_id = UUID(f"01910000-0000-7000-8000-{number:012d}")
    more = {} if store_id is None else {"store_id": store_id, "team_id": None}
    return staff_principal(*roles, staff_id=staff_id, name=name, **more)


@pytest.fixture
def cast() -> SimpleNamespace:
    """The people of two stores; `adviser` delivered the example's car."""
    return SimpleNamespace(
        adviser=_person(1, "陈晓", Role.SALES_ADVISOR),
        other_adviser=_person(2, "周宁", Role.SALES_ADVISOR),
        service_adviser=_person(3, "孙工", Role.SERVICE_ADVISOR),
        crc=_person(4, "何静", Role.CRC_AGENT),
        crc2=_person(5, "罗佳", Role.CRC_AGENT),
        crm=_person(6, "许岚", Role.CRM_MANAGER),
        service_manager=_person(7, "高峰", Role.SERVICE_MANAGER),
        gm=_person(8, "赵总", Role.GENERAL_MANAGER),
        parts=_person(9, "老魏", Role.PARTS_CLERK),
        foreign_crc=_person(10, "邻店", Role.CRC_AGENT, store_id=OTHER_STORE),
    )


@pytest.fixture
async def aftersales(postgres: Postgres, cast: SimpleNamespace) -> AsyncIterator[ServiceHarness]:
    async with running_service(postgres, DEFINITION, Settings) as harness:
        await harness.organise(*vars(cast).values())
        vault = harness.service.platform.vault
        contact = {"name": "林女士", "mobile": "19900001234", "email": None}
        await harness.deliver(
            CustomerContactChanged(
                customer_id=DELIVERY.customer_id,
                store_id=DELIVERY.store_id,
                group_id=DELIVERY.group_id,
                person_key=DELIVERY.person_key,
                sealed=vault.seal_for_transport(contact),
                revision=1,
            ),
            CustomerAssigned(
                customer_id=DELIVERY.customer_id,
                store_id=DELIVERY.store_id,
                owner_id=DELIVERY.owner_id,
                previous_owner_id=None,
                reason="rotation",
            ),
        )
        yield harness


@pytest.fixture
async def delivered(aftersales: ServiceHarness) -> ServiceHarness:
    """The example's car has been handed over, at the harness's present."""
    await aftersales.deliver(DELIVERY)
    return aftersales
