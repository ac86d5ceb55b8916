"""A toy service: the promises that every real one stands on."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import UUID

import pytest
from fastapi import APIRouter, Response
from messaging import Event
from messaging.tables import MessagingBase
from pydantic import BaseModel
from service_defaults import migrations, timeline
from service_defaults.database import Model, new_metadata
from service_defaults.errors import Conflict, Invalid, NotFound, Refusal
from service_defaults.fields import Text
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.ids import new_id
from service_defaults.organisation import PlatformBase
from service_defaults.scope import PersonRow, keep_access, scoped
from service_defaults.service import ServiceDefinition
from service_defaults.settings import PlatformSettings
from service_defaults.testkit.postgres import Postgres
from service_defaults.testkit.service import OTHER_STORE, STORE, ServiceHarness, running_service, staff_principal
from service_defaults.web import ExpectedVersion, Reads, Writes, check_version, set_etag, staff
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.orm import Mapped, mapped_column


class Base(Model):
    __abstract__ = True
    metadata = new_metadata()


class Note(PersonRow, Base):
    __tablename__ = "note"
    id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[str]
    assignee_id: Mapped[UUID | None]
    version: Mapped[int]


class NoteWritten(Event, type="toy.note_written.v1", key="customer_id"):
    note_id: UUID
    customer_id: UUID
    store_id: UUID


class NoteCreate(BaseModel, extra="forbid"):
    words: Text
    customer_id: UUID


class NoteOut(BaseModel):
    id: UUID
    words: str
    version: int


class TooRude(Invalid, Refusal):
    code = "too_rude"
    zh = "用语不当：{word}"
    en = "Rude: {word}"


class Taken(Conflict):
    code = "taken"


router = APIRouter()


def _out(note: Note) -> NoteOut:
    return NoteOut(id=note.id, words=note.words, version=note.version)


async def _write(work: Writes, words: str, customer_id: UUID) -> NoteOut:
    note = Note(
        id=new_id(),
        store_id=work.actor.store_id,
        customer_id=customer_id,
        words=words,
        assignee_id=work.actor.staff_id,
        version=1,
    )
    work.session.add(note)
    work.emit(NoteWritten(note_id=note.id, customer_id=customer_id, store_id=note.store_id))
    timeline.note(work, "note_written", customer_id=customer_id, store_id=note.store_id, length=len(words))
    await work.session.flush()
    if words == "rude":
        raise TooRude(word=words, pointer="/words")
    if words == "taken":
        raise Taken
    return _out(note)


@router.post("/notes", status_code=201, dependencies=staff(Role.SALES_ADVISOR))
async def create_note(body: NoteCreate, work: Writes, once: OnlyOnce) -> NoteOut:
    return await once.run(work, NoteOut, lambda: _write(work, body.words, body.customer_id))


@router.post("/broken-commits", status_code=201, dependencies=staff())
async def break_commit(work: Writes) -> NoteOut:
    await work.session.execute(text("INSERT INTO deferred_child VALUES (1)"))
    return NoteOut(id=new_id(), words="", version=1)


@router.get("/notes", dependencies=staff())
async def list_notes(reading: Reads) -> list[NoteOut]:
    rows = await reading.session.scalars(scoped(Note, reading.actor).order_by(Note.id))
    return [_out(row) for row in rows]


@router.get("/notes/{note_id}", dependencies=staff())
async def get_note(note_id: UUID, reading: Reads, response: Response) -> NoteOut:
    note = await reading.session.scalar(scoped(Note, reading.actor).where(Note.id == note_id))
    if note is None:
        raise NotFound
    set_etag(response, note.version)
    return _out(note)


@router.patch("/notes/{note_id}", dependencies=staff(Role.SALES_ADVISOR))
async def change_note(note_id: UUID, body: NoteCreate, work: Writes, expected: ExpectedVersion) -> NoteOut:
    note = await work.session.scalar(scoped(Note, work.actor).where(Note.id == note_id))
    if note is None:
        raise NotFound
    check_version(note.version, expected)
    note.words, note.version = body.words, note.version + 1
    return _out(note)


DEFINITION = ServiceDefinition("toy", "Toy", (router, timeline.router), {}, (), Path("unused"))


async def _create_tables(url: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        for metadata in (Base.metadata, PlatformBase.metadata, MessagingBase.metadata):
            await connection.run_sync(metadata.create_all)
        await connection.execute(text("CREATE TABLE deferred_parent (id int PRIMARY KEY)"))
        await connection.execute(
            text("CREATE TABLE deferred_child (id int REFERENCES deferred_parent DEFERRABLE INITIALLY DEFERRED)")
        )
    await engine.dispose()


@pytest.fixture
async def toy(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ServiceHarness]:
    async def upgrade(_folder: Path, url: str) -> None:
        await _create_tables(url)

    monkeypatch.setattr(migrations, "upgrade", upgrade)
    async with running_service(postgres, DEFINITION, PlatformSettings) as harness:
        yield harness


ADVISER = staff_principal(Role.SALES_ADVISOR, name="陈晓")
CUSTOMER = UUID("01920000-0000-7000-8000-000000000001")


def body(words: str = "您好") -> dict[str, str]:
    return {"words": words, "customer_id": str(CUSTOMER)}


async def test_state_event_and_timeline_are_one_transaction(toy: ServiceHarness) -> None:
    async with toy.client(ADVISER) as client:
        assert (await client.post("/notes", json=body())).status_code == 201
        assert (await client.post("/notes", json=body("taken"))).status_code == 409
        assert len((await client.get("/notes")).json()) == 1
        page = (await client.get(f"/customers/{CUSTOMER}/timeline")).json()
    assert [item["kind"] for item in page["items"]] == []
    assert len(await toy.events(NoteWritten)) == 1


async def test_a_refusal_keeps_what_was_written_and_answers_in_the_callers_language(toy: ServiceHarness) -> None:
    async with toy.client(ADVISER, **{"Accept-Language": "en-GB"}) as client:
        answer = await client.post("/notes", json=body("rude"))
        assert answer.status_code == 422
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["errors"] == [{"pointer": "/words", "code": "too_rude", "message": "Rude: rude"}]
        assert len((await client.get("/notes")).json()) == 1


async def test_a_failed_commit_is_a_500_not_a_201(toy: ServiceHarness) -> None:
    async with toy.client(ADVISER) as client:
        answer = await client.post("/broken-commits")
    assert answer.status_code == 500
    assert answer.json()["code"] == "internal_error"


async def test_a_read_session_cannot_write(toy: ServiceHarness) -> None:
    async with toy.reading() as reading:
        with pytest.raises(TypeError):
            reading.session.add(Note())
        with pytest.raises(Exception, match="read-only transaction"):
            await reading.session.execute(text("DELETE FROM note"))


async def test_the_same_key_has_one_effect_and_the_same_answer(toy: ServiceHarness) -> None:
    async with toy.client(ADVISER, **{"Idempotency-Key": "a-key"}) as client:
        first = await client.post("/notes", json=body())
        second = await client.post("/notes", json=body())
        other = await client.post("/notes", json=body("别的"))
    assert first.json() == second.json()
    assert second.headers["Idempotency-Replayed"] == "true"
    assert other.json()["code"] == "idempotency_key_reused"
    assert len(await toy.events(NoteWritten)) == 1


async def test_a_stale_version_is_refused(toy: ServiceHarness) -> None:
    async with toy.client(ADVISER) as client:
        note = (await client.post("/notes", json=body())).json()
        path = f"/notes/{note['id']}"
        version = (await client.get(path)).headers["ETag"]
        assert (await client.patch(path, json=body("一"), headers={"If-Match": version})).status_code == 200
        assert (await client.patch(path, json=body("二"), headers={"If-Match": version})).status_code == 412
        assert (await client.patch(path, json=body("三"))).status_code == 428


async def test_what_lies_outside_ones_scope_does_not_exist(toy: ServiceHarness) -> None:
    other = staff_principal(Role.SALES_ADVISOR, name="李想")
    manager = staff_principal(Role.SALES_MANAGER)
    elsewhere = staff_principal(Role.SALES_MANAGER, store_id=OTHER_STORE)
    async with toy.client(ADVISER) as client:
        note = (await client.post("/notes", json=body())).json()
    expected = {ADVISER: 200, other: 404, manager: 200, elsewhere: 404}
    for who, status in expected.items():
        async with toy.client(who) as client:
            assert (await client.get(f"/notes/{note['id']}")).status_code == status
    async with toy.work() as work:
        await keep_access(work.session, customer_id=CUSTOMER, store_id=STORE, owner_id=other.staff_id, at=work.now)
    async with toy.client(other) as client:
        assert (await client.get(f"/notes/{note['id']}")).status_code == 200


async def test_who_may_not_call_is_told_so(toy: ServiceHarness) -> None:
    async with toy.client(None) as client:
        assert (await client.get("/notes")).status_code == 401
    async with toy.client(staff_principal(Role.RECEPTIONIST)) as client:
        assert (await client.post("/notes", json=body())).status_code == 403
    async with toy.client(staff_principal(Role.GENERAL_MANAGER)) as client:
        assert (await client.post("/notes", json=body())).status_code == 201


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b'{"words": "a\\u0000b", "customer_id": "%s"}' % str(CUSTOMER).encode(), 422, "invalid"),
        (b'{"words": "\\ud800", "customer_id": "%s"}' % str(CUSTOMER).encode(), 422, "invalid"),
        (b"{", 400, "malformed"),
        (b'{"words": "x"}', 422, "invalid"),
        (b'{"words": "", "customer_id": "no"}', 422, "invalid"),
    ],
)
async def test_bad_input_is_a_problem(toy: ServiceHarness, content: bytes, status: int, code: str) -> None:
    async with toy.client(ADVISER) as client:
        answer = await client.post("/notes", content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_unknown_paths_and_methods_are_problems(toy: ServiceHarness) -> None:
    async with toy.client(ADVISER) as client:
        assert (await client.get("/nothing")).json()["code"] == "not_found"
        assert (await client.delete("/notes")).json()["code"] == "method_not_allowed"
