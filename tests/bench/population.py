"""Believable leads by the hundred thousand, straight into the tables of the leads service.

Stores and staff are those that the service has heard of. People are invented, their numbers have three digits too many
to be anybody's; sealed values open, numbers are recognised and search finds them, as if the service had filed them.
"""

import json
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice, product
from random import Random
from typing import Any
from uuid import UUID

import asyncpg
from leads.customer.filing import POINT_TABLE
from leads.customer.models import ContactPoint, Customer
from leads.lead.models import Lead
from service_defaults.encryption import Vault
from service_defaults.scope import CustomerAccess
from service_defaults.search_tokens import tokens_for
from sqlalchemy import Column
from sqlalchemy.dialects.postgresql import JSONB

TABLES = (Customer, ContactPoint, CustomerAccess, Lead)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹"
    "袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
)
_GIVEN = "子轩雨桐浩然欣怡思远佳宁俊杰梦瑶志强晓雯建华丽娜宇航诗涵国栋婉清文博雪莹立新美玲天佑若曦永康秋月"
_NAMES = 6000
_CARS = [(make, model) for make, models in {
    "远航": ("X5", "S6", "E5", "X7", "M8"), "启明": ("Q3", "Q5"), "长风": ("凯越", "凯程"), "海川": ("锐行",)
}.items() for model in models]  # fmt: skip
_SOURCES = (
    ("autohome", "online"),
    ("dongchedi", "online"),
    ("official_site", "online"),
    ("walk_in", "showroom"),
    ("yiche", "phone"),
    ("referral", "referral"),
    ("search_engine", "dcc"),
)
_OPEN = {"new": 10, "contacted": 40, "visited": 22, "test_driven": 13, "quoted": 10, "ordered": 5}
_CLOSED = {"lost": 60, "delivered": 20, "invalid": 15, "frozen": 5}
_LEVELS = {"H": 6, "A": 20, "B": 35, "C": 39}
_OPEN_SHARE = 0.56
_SECOND_LEAD = 0.08
_HANDED_OVER = 0.05
_BATCH = 20_000
_SPAN = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Store:
    """A store with those who take its leads; the first is the busiest."""

    id: UUID
    group_id: UUID
    advisers: tuple[UUID, ...]


@dataclass(slots=True)
class Generator:
    """Rows of all four tables, as dicts, oldest first. The same seed makes the same leads."""

    vault: Vault
    stores: Sequence[Store]
    shares: Sequence[float]
    until: datetime
    random: Random = field(default_factory=lambda: Random(20260310))
    _filed: dict[UUID, deque[tuple[UUID, UUID]]] = field(default_factory=dict)
    _tokens: dict[tuple[UUID, str], frozenset[int]] = field(default_factory=dict)
    _names: list[str] = field(default_factory=list)

    def rows(self, leads: int) -> Iterator[dict[Any, dict[str, Any]]]:
        """One lead after another, each with the customer who is new with it."""
        parts = product(_SURNAMES, _GIVEN, ["", *_GIVEN])
        names = ["".join(part) for part in parts]
        self._names = self.random.sample(names, min(_NAMES, len(names)))
        ages = sorted((self.random.random() ** 1.5 for _ in range(leads)), reverse=True)
        stores = self.random.choices(self.stores, self.shares, k=leads)
        for number, (age, store) in enumerate(zip(ages, stores, strict=True)):
            yield self._lead(number, store, self.until - _SPAN * age)

    def _lead(self, number: int, store: Store, at: datetime) -> dict[Any, dict[str, Any]]:
        known = self._filed.setdefault(store.id, deque(maxlen=1000))
        again = len(known) > 100 and self.random.random() < _SECOND_LEAD
        made: dict[Any, dict[str, Any]] = {}
        if again:
            customer_id, owner_id = self.random.choice(known)
        else:
            made = self._customer(number, store, at)
            customer_id, owner_id = made[Customer]["id"], made[Customer]["owner_id"]
            known.append((customer_id, owner_id))
        assignee = owner_id
        is_open = not again and self.random.random() < _OPEN_SHARE
        if not is_open and self.random.random() < _HANDED_OVER:
            assignee = self.random.choice(store.advisers)
        made[Lead] = self._wish(store, at, is_open=is_open) | {
            "id": _id_at(at, number, self.random),
            "customer_id": customer_id,
            "assignee_id": assignee,
            "customer_owner_id": owner_id,
        }
        return made

    def _customer(self, number: int, store: Store, at: datetime) -> dict[Any, dict[str, Any]]:
        random, vault, scope = self.random, self.vault, str(store.id)
        customer_id, point_id = _id_at(at, number, random), _id_at(at, number, random)
        mobile, name = f"1990000{number:07d}", random.choice(self._names)
        owner_id = _busiest_first(store.advisers, random)
        key = {"customer_id": customer_id, "store_id": store.id}
        masked = f"199****{mobile[-4:]}"
        tokens = self._name_tokens(store.id, name) | self._tail_token(store.id, mobile[-4:])
        customer = key | {
            "id": customer_id, "group_id": store.group_id, "kind": "person", "name": name, "name_sort": name,
            "gender": random.choice(("male", "female", None)), "city": random.choice(("上海", "苏州", "无锡")),
            "mobile_masked": masked, "lifecycle": "potential", "owner_id": owner_id, "customer_owner_id": owner_id,
            "source": "other", "tags": [],
            "person_key": vault.blind_index("person", mobile, scope=str(store.group_id)).hex(), "note": "",
            "search_tokens": sorted(tokens | {vault.search_token("mobile", mobile, scope=scope)}), "tail_tokens": [],
            "contact_revision": 1, "created_at": at, "version": 1,
        }  # fmt: skip
        point = key | {
            "id": point_id, "kind": "phone", "phone_kind": "mobile", "masked": masked, "leading": True, "live": True,
            "sealed": vault.seal(mobile, table=POINT_TABLE, column="sealed", row_id=point_id),
            "key_index": vault.blind_index("phone", mobile, scope=scope), "created_at": at,
        }  # fmt: skip
        return {Customer: customer, ContactPoint: point, CustomerAccess: key | {"owner_id": owner_id, "changed_at": at}}

    def _wish(self, store: Store, at: datetime, *, is_open: bool) -> dict[str, Any]:
        random, until = self.random, self.until
        stage = _weighted(_OPEN if is_open else _CLOSED, random)
        moved = at + (until - at) * random.random() ** 3
        make, model = random.choice(_CARS)
        source, channel = random.choice(_SOURCES)
        answered = stage != "new" or random.random() < 0.7
        late = answered or random.random() < 0.98
        return {
            "store_id": store.id, "kind": "buy", "family": "buying", "source": source, "channel": channel,
            "wanted_make": make, "wanted_model": model, "wanted_year": random.choice((2025, 2026, None)), "wanted": {},
            "comments": "", "stage": stage, "stage_at": moved, "is_open": is_open, "level": _level(stage, random),
            "closed_at": None if is_open else moved, "close_reason": None if is_open else "price", "level_at": moved,
            "response_due_at": at + timedelta(minutes=5) if late else None, "response_starts_at": at,
            "response_deferred": False, "first_response_at": at + timedelta(minutes=3) if answered else None,
            "escalation_step": 2, "last_contact_at": moved if stage != "new" else None, "touch_count": 0,
            "next_contact_at": until + timedelta(days=random.uniform(-1, 30)) if is_open else None,
            "assignment": {"reason": "rotation_on_duty", "at": at.isoformat()}, "created_at": at, "version": 1,
        }  # fmt: skip

    def _name_tokens(self, store_id: UUID, name: str) -> frozenset[int]:
        return self._sealed(store_id, name, name, None)

    def _tail_token(self, store_id: UUID, last_four: str) -> frozenset[int]:
        return self._sealed(store_id, last_four, "", f"1990000{last_four}")

    def _sealed(self, store_id: UUID, key: str, name: str, mobile: str | None) -> frozenset[int]:
        known = self._tokens.get((store_id, key))
        if known is None:
            found = tokens_for(name, mobile=mobile)
            kept = [token for token in found if token[0] != "mobile"]
            known = frozenset(self.vault.search_token(kind, text, scope=str(store_id)) for kind, text in kept)
            self._tokens[store_id, key] = known
        return known


def _busiest_first(advisers: Sequence[UUID], random: Random) -> UUID:
    """The first has about a tenth of all customers of a store of forty, the last a hundredth."""
    return advisers[int(len(advisers) * random.random() ** 1.6)]


def _weighted(weights: dict[str, int], random: Random) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


def _level(stage: str, random: Random) -> str:
    fixed = {"new": "N", "ordered": "O", "delivered": "D", "lost": "F", "invalid": "F", "frozen": "F"}
    return fixed.get(stage) or _weighted(_LEVELS, random)


def _id_at(at: datetime, number: int, random: Random) -> UUID:
    """A UUIDv7 of that instant."""
    millis = int(at.timestamp() * 1000)
    return UUID(int=millis << 80 | 7 << 76 | (number & 0xFFF) << 64 | 2 << 62 | random.getrandbits(62))


async def stores_of(connection: asyncpg.Connection) -> list[Store]:
    """The stores that have advisers, the largest first."""
    rows = await connection.fetch(
        "SELECT s.id, s.group_id, array_agg(p.id ORDER BY p.username) AS advisers FROM store_ref s JOIN staff_ref p"
        " ON p.store_id = s.id AND 'sales_advisor' = ANY (p.roles) GROUP BY s.id ORDER BY count(*) DESC, s.id"
    )
    return [Store(row["id"], row["group_id"], tuple(row["advisers"])) for row in rows]


async def populate(connection: asyncpg.Connection, vault: Vault, leads: int, *, shares: Sequence[float]) -> None:
    """Indexes are made afterwards and foreign keys not looked at: the generator keeps them, and a test looks."""
    stores = await stores_of(connection)
    generator = Generator(vault, stores, shares, datetime.now(UTC))
    await connection.execute("SET session_replication_role = replica; SET maintenance_work_mem = '256MB'")
    async with connection.transaction():
        definitions = await _drop_indexes(connection)
        rows = generator.rows(leads)
        while batch := list(islice(rows, _BATCH)):
            for model in TABLES:
                await _copy(connection, model, [made[model] for made in batch if model in made])
        for definition in definitions:
            await connection.execute(definition)
    await connection.execute("RESET ALL")
    await connection.execute("VACUUM ANALYZE " + ", ".join(model.__tablename__ for model in TABLES))


async def _drop_indexes(connection: asyncpg.Connection) -> list[str]:
    """Answers what makes them again."""
    rows = await connection.fetch(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY ($1) AND indexname NOT LIKE 'pk\\_%'",
        [model.__tablename__ for model in TABLES],
    )
    for row in rows:
        await connection.execute(f"DROP INDEX {row['indexname']}")
    return [row["indexdef"] for row in rows]


async def _copy(connection: asyncpg.Connection, model: Any, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        return
    columns = [column for column in model.__table__.columns if column.name in rows[0] or not _may_be_left_out(column)]
    names = [column.name for column in columns]
    as_json = [place for place, column in enumerate(columns) if isinstance(column.type, JSONB)]
    records = []
    for row in rows:
        record = [row.get(name, "") for name in names]
        for place in as_json:
            record[place] = json.dumps(record[place])
        records.append(record)
    await connection.copy_records_to_table(model.__tablename__, records=records, columns=names)


def _may_be_left_out(column: Column[Any]) -> bool:
    return column.nullable or column.server_default is not None
