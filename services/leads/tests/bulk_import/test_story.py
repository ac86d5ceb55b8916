"""A list from the file to the register and back, through HTTP and the worker."""

import asyncio
import csv
import io
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import httpx
import openpyxl
import pytest
from contracts.imports import CustomersImported, CustomersWithdrawn
from leads.bulk_import.process import turn
from leads.testkit import ask, pool, released
from service_defaults.clocks import BusinessClock
from service_defaults.testkit.service import START, ServiceHarness

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
        answer = await client.get("/customers", params={"query": "zhoujie"})
        assert answer.status_code == 200, answer.text
        found = answer.json()["items"]
        assert [one["mobile_masked"] for one in found] == ["199****0003"]
        assert found[0]["owner_name"] in {"陈晓", "周宁", "吴桐"}
    told = await leads.events(CustomersImported)
    assert sum(len(one.customers) for one in told) == 3


def numbered(count: int, first: int = 100) -> bytes:
    rows = [f"客户{number},1990000{number:04d},远航 E6" for number in range(first, first + count)]
    return "\n".join(["姓名,手机号,意向车型", *rows]).encode()


async def test_the_same_list_again_touches_and_undo_takes_back_what_nobody_touched(
    leads: ServiceHarness, cast: SimpleNamespace
) -> None:
    async with leads.client(cast.marketing) as client:
        first = await mapped(leads, client, numbered(6))
        assert (await run(leads, client, first["id"]))["outcomes"] == {"created": 6, "skipped": 1}
        second = await mapped(leads, client, numbered(7))
        assert second["check"]["outcomes"] == {"touched": 6, "created": 1, "skipped": 1}
        assert second["layout"]["columns"][0]["why"] == "remembered"
        assert (await run(leads, client, second["id"]))["outcomes"] == {"touched": 6, "created": 1, "skipped": 1}
        rows = await rows_of(client, first["id"])
        undone = await undo(leads, client, second["id"])
        assert undone["undo"] == {"customers": 1, "leads": 1, "touches": 6}
    lead_id, customer_id = rows[1]["lead_id"], rows[2]["customer_id"]
    async with leads.client(cast.manager) as manager:
        body = {"outcome": "connected", "level": "B"}
        answer = await manager.post(f"/leads/{lead_id}/follow-ups", json=body)
        assert answer.status_code == 201, answer.text
        looked = await manager.post(f"/customers/{customer_id}/reveal", json={"field": "mobile", "reason": "call"})
        assert looked.status_code in (200, 201), looked.text
    async with leads.client(cast.marketing) as client:
        undone = await undo(leads, client, first["id"])
        assert undone["undo"] == {"customers": 4, "leads": 4}
        assert sum(undone["kept"].values()) == 2
        kept = {row["number"]: row["kept"] for row in await rows_of(client, first["id"]) if row["kept"]}
        assert set(kept) == {2, 3}
        stayed = await client.get(f"/imports/{first['id']}/rows", params={"stayed": True})
        assert {row["number"] for row in stayed.json()["items"]} == {2, 3}
        assert kept[3] == "looked_at"
        assert undone["undone_by_name"] == "罗佳"
        again = await client.post(f"/imports/{first['id']}/undoing")
        assert again.status_code == 409
    gone = [one for event in await leads.events(CustomersWithdrawn) for one in event.customer_ids]
    assert len(gone) == 5


async def undo(leads: ServiceHarness, client: httpx.AsyncClient, import_id: str) -> dict[str, Any]:
    answer = await client.post(f"/imports/{import_id}/undoing")
    assert answer.status_code == 200, answer.text
    await leads.drain()
    undone: dict[str, Any] = (await client.get(f"/imports/{import_id}")).json()
    assert undone["state"] == "undone"
    return undone


class Killed(BaseException):
    """What a process that is killed leaves behind: nothing is caught, nothing is released."""


@pytest.mark.parametrize("place", ["work.before_commit", "work.after_commit"])
async def test_killed_in_the_middle_the_next_worker_goes_on_and_no_row_is_filed_twice(
    leads: ServiceHarness, cast: SimpleNamespace, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with leads.client(cast.marketing) as client:
        one = await mapped(leads, client, numbered(1200))
        await client.post(f"/imports/{one['id']}/start")
        passed = 0

        def faultpoint(name: str) -> None:
            nonlocal passed
            passed += name == place
            if passed == 2:
                raise Killed

        monkeypatch.setattr("service_defaults.database.faultpoint", faultpoint)
        with pytest.raises(Killed):
            await turn(leads.service.platform)
        monkeypatch.undo()
        halfway = (await client.get(f"/imports/{one['id']}")).json()
        assert halfway["state"] == "running"
        assert 0 < halfway["done"] < 1201
        assert not await turn(leads.service.platform), "the lease of the killed worker still stands"
        leads.service.platform.clock = BusinessClock(wall=lambda: START + timedelta(seconds=61))
        assert await turn(leads.service.platform)
        done = (await client.get(f"/imports/{one['id']}")).json()
        assert (done["state"], done["outcomes"]) == ("done", {"created": 1200, "skipped": 1})
        assert len({row["number"] for row in await all_rows(client, one["id"])}) == 1201
    told = [one.customer_id for event in await leads.events(CustomersImported) for one in event.customers]
    assert len(told) == len(set(told)) == 1200


async def all_rows(client: httpx.AsyncClient, import_id: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor: str | None = None
    while True:
        params = {"limit": 200, **({"cursor": cursor} if cursor else {})}
        page = (await client.get(f"/imports/{import_id}/rows", params=params)).json()
        rows += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return rows


async def test_live_leads_with_the_same_numbers_meet_the_import_without_twins(
    leads: ServiceHarness, cast: SimpleNamespace, platform: Any
) -> None:
    async with leads.client(cast.marketing) as client, leads.client(platform) as partner:
        one = await mapped(leads, client, numbered(600))
        await client.post(f"/imports/{one['id']}/start")

        async def live(number: int) -> int:
            lead = {"id": f"L{number}", "name": "线上", "mobile": f"1990000{number:04d}", "model": "远航 E7"}
            return (await partner.post("/intake/json", json={"leads": [lead]})).status_code

        _, *statuses = await asyncio.gather(
            turn(leads.service.platform), *(live(number) for number in range(100, 700, 40))
        )
        assert set(statuses) == {200}
        done = (await client.get(f"/imports/{one['id']}")).json()
        assert done["state"] == "done"
        assert sum(done["outcomes"].values()) == 601
    async with leads.client(cast.manager) as manager:
        for number in range(100, 700, 40):
            found = (await manager.get("/customers", params={"query": f"1990000{number:04d}"})).json()["items"]
            assert len(found) == 1


async def test_a_chunk_costs_few_statements_whatever_its_size(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.marketing) as client:
        one = await mapped(leads, client, numbered(999))
        await client.post(f"/imports/{one['id']}/start")
        with leads.sql_count() as counts:
            await turn(leads.service.platform)
    chunks = 4
    assert counts["total"] <= 16 * chunks + 16


async def test_workbooks_are_read_as_well(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in (
        ["客户资料", None, None, None],
        ["客户名称", "联系电话", "日期", "备注"],
        ["王一", 19900000011, date(2026, 3, 1), "数字单元格"],
        ["王二", 19900000000.0, 46082, "尾数是零"],
        ["王三", "19900000013/021-55550100", "2026.3.5 14:30", None],
        [None, None, None, None],
        ["王四", "x", None, "=1+1"],
    ):
        page.append(row)
    file = io.BytesIO()
    book.save(file)
    async with leads.client(cast.marketing) as client:
        one = await mapped(leads, client, file.getvalue())
        done = await run(leads, client, one["id"])
        assert done["outcomes"] == {"skipped": 3, "created": 2, "refused": 2}
        answer = await client.get(f"/imports/{one['id']}/error-file")
        faults = openpyxl.load_workbook(io.BytesIO(answer.content))
        lines = [[cell.value for cell in row] for row in faults.active.iter_rows()]  # type: ignore[union-attr]
        assert [line[2] for line in lines] == ["客户名称", "王二", "王四"]
        assert lines[1][0].startswith("号码被表格软件改成科学计数法")


async def test_what_cannot_be_read_says_so(leads: ServiceHarness, cast: SimpleNamespace) -> None:
    async with leads.client(cast.marketing) as client:
        for content, reason in (
            (b"", "file_empty"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_xls_old"),
            (b"<html><table>", "file_html"),
            (b"PK\x03\x04garbage", "file_damaged"),
            (b"\x00\x01\x02", "file_type"),
        ):
            answer = await client.post("/imports/files", params={"name": "x"}, content=content)
            assert (answer.status_code, answer.json().get("reason")) == (422, reason)
        answer = await client.post("/imports/files", params={"name": "x"}, content=b"a" * 10_000_001)
        assert answer.status_code == 413
        one = await upload(client, b"a,b\n1,2\n")
        await leads.drain()
        body = {"columns": [{"index": 0, "target": "name"}], "options": OPTIONS}
        answer = await client.post(f"/imports/{one['id']}/mapping", json=body)
        assert answer.json()["code"] == "import_mapping_incomplete"
        body = {"columns": [{"index": 0, "target": "mobile"}], "options": {**OPTIONS, "provenance": ""}}
        assert (await client.post(f"/imports/{one['id']}/mapping", json=body)).status_code == 422
        assert (await client.post(f"/imports/{one['id']}/start")).status_code == 409
    for stranger in (cast.adviser, cast.reception):
        async with leads.client(stranger) as client:
            assert (await client.get("/imports")).status_code == 403
    async with leads.client(cast.foreign_manager) as client:
        assert (await client.get(f"/imports/{one['id']}")).status_code == 404
        assert (await client.get("/imports")).json()["items"] == []


@pytest.mark.parametrize(("assignment", "given"), [("rotation", True), ("unassigned", False)])
async def test_who_is_in_the_pool_and_asks_again_is_given_out(
    leads: ServiceHarness, cast: SimpleNamespace, assignment: str, given: bool
) -> None:
    customer_id = await released(leads, cast.adviser, 101)
    async with leads.client(cast.marketing) as client:
        checked = await mapped(leads, client, numbered(3), assignment=assignment)
        done = await run(leads, client, checked["id"])
    assert done["outcomes"] == {"created": 2, "touched": 1, "skipped": 1}
    waiting = {one["customer_id"] for one in await pool(leads, cast.manager)}
    page = await ask(leads, cast.manager, "GET", f"/customers/{customer_id}")
    assert (page["owner_name"] is not None, customer_id in waiting) == (given, not given)
    if given:
        lead = await ask(leads, cast.manager, "GET", f"/leads/{page['open_leads'][0]['id']}")
        assert (lead["owner_name"], lead["next_contact_at"]) == (page["owner_name"], lead["touched_at"])
