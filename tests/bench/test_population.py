"""A small population is what the service itself would have filed: it lists, finds and recognises these people."""

import asyncpg
from bench.population import populate
from leads.app import DEFINITION
from leads.settings import Settings
from service_defaults.identity import Role
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import OTHER_STORE, STORE, running_service, staff_principal

_LEADS = 1500
_STRAY = """
SELECT (SELECT count(*) FROM lead l LEFT JOIN customer c ON c.id = l.customer_id WHERE c.id IS NULL)
  + (SELECT count(*) FROM lead l JOIN customer_access a USING (customer_id)
     WHERE l.customer_owner_id IS DISTINCT FROM a.owner_id)
"""


async def test_the_service_reads_what_the_generator_wrote(postgres: Postgres) -> None:
    advisers = [staff_principal(Role.SALES_ADVISOR, store_id=store) for store in (STORE, STORE, OTHER_STORE)]
    manager = staff_principal(Role.SALES_MANAGER)
    async with running_service(postgres, DEFINITION, Settings) as leads:
        await leads.organise(*advisers, manager)
        url = leads.service.platform.database.url.replace("+asyncpg", "", 1)
        connection = await asyncpg.connect(url)
        await populate(connection, leads.service.platform.vault, _LEADS, shares=(0.6, 0.4))
        assert await connection.fetchval("SELECT count(*) FROM lead") == _LEADS
        assert await connection.fetchval(_STRAY) == 0
        masked = await connection.fetchval("SELECT mobile_masked FROM customer WHERE store_id = $1 LIMIT 1", STORE)
        await connection.close()
        async with leads.client(manager) as client:
            page = (await client.get("/leads")).json()
            assert (len(page["items"]), page["next_cursor"] is None) == (50, False)
            board = (await client.get("/leads/board")).json()
            assert any(column["items"] for column in board["columns"])
            found = (await client.get("/customers", params={"query": masked[-4:]})).json()
            assert masked in {one["mobile_masked"] for one in found["items"]}
        async with leads.client(advisers[0]) as client:
            own = (await client.get("/leads")).json()["items"]
            assert {one["owner_id"] for one in own} == {advisers[0].id}
            assert (await client.get("/today")).json()["items"]
