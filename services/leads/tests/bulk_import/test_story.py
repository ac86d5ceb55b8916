"""A list from the file to the register and back, through HTTP and the worker."""

import csv
import io
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from contracts.imports import CustomersImported, CustomersWithdrawn
from leads.bulk_import.process import turn
from service_defaults.testkit.service import ServiceHarness

OPTIONS = {"basis": "consent", "provenance": "2026 春季车展留资表", "source": "roadshow", "assignment": "rotation"}
LIST = """星河路店客户留资表,,,,
姓名,手机号,意向车型,登记日期,备注
王小明,19900000001,远航 E6,2026/3/1,周末来店
李 芳,１９９ ００００ ０００２,远航 E7,2026年3月2日,
王小明,199-0000-0001,远航 E6,,同一个人
,,,,
赵强,1.99E+10,远航 E6,,
钱多,不详,远航 E6,,
孙丽,199000000,远航 E6,昨天,
姓名,手机号,意向车型,登记日期,备注
周杰,+86 19900000003,远航 E8,31/12/2025,=cmd()
"""


async def upload(client: httpx.AsyncClient, content: bytes, name: str = "留资.csv") -> dict[str, Any]:
    answer = await client.post("/imports/files", params={"name": name}, content=content)
    assert answer.status_code == 201, answer.text
    body: dict[str, Any] = answer.json()
    return body


async def mapped(leads: ServiceHarness, client: httpx.AsyncClient, content: bytes, **options: Any) -> dict[str, Any]:
    """Uploaded, taken as proposed, checked."""
    one = await upload(client, content)
    await leads.drain()
    one = (await client.get(f"/imports/{one['id']}")).json()
    assert one["state"] == "mapping", one
    columns = [{"index": c["index"], "target": c["target"]} for c in one["layout"]["columns"]]
    body = {"columns": columns, "options": {**OPTIONS, **options}}
    answer = await client.post(f"/imports/{one['id']}/mapping", json=body)
    assert answer.status_code == 200, answer.text
    await leads.drain()
    checked: dict[str, Any] = (await client.get(f"/imports/{one['id']}")).json()
    assert checked["state"] == "checked", checked
    return checked


async def run(leads: ServiceHarness, client: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    answer = await client.post(f"/imports/{import_id}/start")
    assert answer.status_code == 200, answer.text
    await leads.drain()
    done: dict[str, Any] = (await client.get(f"/imports/{import_id}")).json()
    return done


async def rows_of(client: httpx.AsyncClient, import_id: str) -> list[dict[str, Any]]:
    answer = await client.get(f"/imports/{import_id}/rows", params={"limit": 200})
    rows: list[dict[str, Any]] = answer.json()["items"]
    return rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
async def test_a_list_is_mapped_checked_filed_and_every_row_is_accounted_for(
    leads: ServiceHarness, cast: SimpleNamespace, encoding: str
) -> None:
    async with leads.client(cast.marketing) as client:
        checked = await mapped(leads, client, LIST.encode(encoding))
        assert checked["layout"]["heading_row"] == 2
        assert [c["target"] for c in checked["layout"]["columns"]] == [
            "name", "mobile", "model", "requested_at", "comments",
        ]  # fmt: skip
        report = checked["check"]
        expected = {"created": 3, "duplicate": 1, "refused": 3, "skipped": 4}
        assert report["outcomes"] == expected
        assert report["reasons"]["mobile_rounded"] == 1
        assert report["preview"][0]["mobile_masked"] == "199****0001"
        done = await run(leads, client, checked["id"])
        assert (done["state"], done["outcomes"], done["done"]) == ("done", expected, 11)
        rows = await rows_of(client, checked["id"])
        assert [row["number"] for row in rows] == list(range(1, 12))
        assert [row["outcome"] for row in rows] == [
            "skipped", "skipped", "created", "created", "duplicate", "skipped",
            "refused", "refused", "refused", "skipped", "created",
        ]  # fmt: skip
        assert rows[4]["message"] == "与本文件第 3 行号码相同"
        faults = await client.get(f"/imports/{checked['id']}/error-file")
        lines = list(csv.reader(io.StringIO(faults.content.decode("utf-8-sig"))))
        assert lines[0][:3] == ["原因", "原行号", "姓名"]
        assert [line[1] for line in lines[1:]] == ["5", "7", "8", "9"]
    async with leads.client(cast.manager) as client:
        found = (await client.get("/customers", params={"query": "zhoujie"})).json()["items"]
        assert [one["mobile_masked"] for one in found] == ["199****0003"]
        assert found[0]["owner_name"] in {"陈晓", "周宁", "吴桐"}
    told = await leads.events(CustomersImported)
    assert sum(len(one.customers) for one in told) == 3
