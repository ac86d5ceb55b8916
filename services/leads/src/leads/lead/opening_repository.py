"""The statement that opens a lead: intake is the hottest write of the house, so it is put together once per shape."""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from service_defaults.database import WriteSession
from service_defaults.prepared import Prepared
from service_defaults.scope import CustomerAccess
from sqlalchemy import BindParameter, Table, bindparam, inspect, update
from sqlalchemy.dialects.postgresql import JSONB, insert

from leads.assignment.models import StoreRotation
from leads.customer.filing import NewFile
from leads.customer.models import ContactPoint, Customer
from leads.lead.models import ExternalRef, Lead

Columns = tuple[str, ...]


async def insert_opening(
    session: WriteSession,
    *,
    lead: dict[str, Any],
    refs: Sequence[dict[str, Any]],
    rotation: dict[str, Any] | None,
    file: NewFile | None,
) -> None:
    """A lead with everything that appears beside it, in one statement."""
    values = _named("lead", Lead, lead)
    customer: Columns = ()
    if file is not None:
        customer = tuple(file.customer)
        values |= _named("customer", Customer, file.customer) | _numbered("point", ContactPoint, file.points)
        values |= {"access_owner_id": file.customer["owner_id"]}
    if rotation is not None:
        values |= _named("rotation", StoreRotation, rotation)
    values |= _numbered("ref", ExternalRef, refs)
    points = len(file.points) if file is not None else 0
    shape = _opening(tuple(lead), customer, points, tuple(rotation or ()), len(refs))
    await shape.run(session, **values)


_POINT: Columns = tuple(column.name for column in inspect(ContactPoint).columns)
_REF: Columns = tuple(column.name for column in inspect(ExternalRef).columns)


@lru_cache(maxsize=64)
def _opening(lead: Columns, customer: Columns, points: int, rotation: Columns, refs: int) -> Prepared:
    """Made for the columns that are given, and for so many contact points and references."""
    statement = insert(_table(Lead)).values(_bound("lead", Lead, lead))
    if customer:
        filed = insert(_table(Customer)).values(_bound("customer", Customer, customer))
        statement = statement.add_cte(filed.cte("new_customer"))
        if points:
            rows = [_bound(f"point{place}", ContactPoint, _POINT) for place in range(points)]
            statement = statement.add_cte(insert(_table(ContactPoint)).values(rows).cte("new_points"))
        access = {
            "customer_id": _bind("customer", Customer, "id"),
            "store_id": _bind("lead", Lead, "store_id"),
            "owner_id": _bind("access", CustomerAccess, "owner_id"),
            "changed_at": _bind("lead", Lead, "created_at"),
        }
        statement = statement.add_cte(insert(_table(CustomerAccess)).values(access).cte("new_access"))
    if rotation:
        table = _table(StoreRotation)
        turned = update(table).where(table.c.store_id == _bind("lead", Lead, "store_id"))
        statement = statement.add_cte(turned.values(_bound("rotation", StoreRotation, rotation)).cte("turned"))
    if refs:
        known = insert(_table(ExternalRef)).values([_bound(f"ref{place}", ExternalRef, _REF) for place in range(refs)])
        statement = statement.add_cte(known.on_conflict_do_nothing().cte("new_refs"))
    return Prepared(statement)


def _table(model: Any) -> Table:
    table = inspect(model).local_table
    assert isinstance(table, Table)  # noqa: S101 - every model here has one
    return table


def _bound(prefix: str, model: Any, names: Columns) -> dict[str, BindParameter[Any]]:
    return {name: _bind(prefix, model, name) for name in names}


def _bind(prefix: str, model: Any, name: str) -> BindParameter[Any]:
    return bindparam(f"{prefix}_{name}", None, _table(model).c[name].type)


def _numbered(prefix: str, model: Any, rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for place, row in enumerate(rows):
        values |= _named(f"{prefix}{place}", model, row)
    return values


def _named(prefix: str, model: Any, row: dict[str, Any]) -> dict[str, Any]:
    as_json = _json_columns(model)
    return {f"{prefix}_{name}": _text(value) if name in as_json else value for name, value in row.items()}


@lru_cache(maxsize=16)
def _json_columns(model: Any) -> frozenset[str]:
    return frozenset(column.name for column in _table(model).c if isinstance(column.type, JSONB))


def _text(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
