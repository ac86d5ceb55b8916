"""The first rows in scope by an order, at the same cost however many rows there are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, Subquery, select, true, union_all

from service_defaults.identity import Kind, Principal, Scope
from service_defaults.organisation import StoreRef
from service_defaults.paging import keyset
from service_defaults.scope import PersonRow, own_parts, scope_condition

Ordering = Sequence[tuple[Any, str]]


def first_in_scope(
    model: type[Any], actor: Principal, found: Select[Any], order: Ordering, *, after: Sequence[Any] | None, limit: int
) -> Subquery:
    """The first rows of `found`, a select of the model's rows (among them the columns of `order`) without their scope.

    A scope of several parts (one's own rows and one's customers' rows, the stores of a group) is read part by part,
    each in the order of an index, and merged.
    """
    if actor.kind is not Kind.STAFF or actor.scope not in (Scope.OWN, Scope.GROUP):
        parts = None
    elif actor.scope is Scope.GROUP:
        parts = _by_store(model, actor, found, order, after=after, limit=limit)
    elif issubclass(model, PersonRow) and model.customer_owner_column() is not None:
        conditions = own_parts(model, actor)
        parts = union_all(*(keyset(found.where(one), order, after).limit(limit) for one in conditions)).subquery(
            "parts"
        )
    else:
        parts = None
    if parts is None:
        return keyset(found.where(scope_condition(model, actor)), order, after).limit(limit).subquery("found")
    merged = [(parts.c[column.key], way) for column, way in order]
    return keyset(select(parts), merged, None).limit(limit).subquery("found")


def some_in_scope(model: type[Any], actor: Principal, found: Select[Any], *, limit: int) -> Subquery:
    """At most `limit` rows of `found` in scope, whichever come first: for counting up to a cap."""
    if actor.kind is Kind.STAFF and actor.scope is Scope.OWN and issubclass(model, PersonRow):
        parts = union_all(*(found.where(one).limit(limit) for one in own_parts(model, actor))).subquery("parts")
        return select(parts).limit(limit).subquery("some")
    return found.where(scope_condition(model, actor)).limit(limit).subquery("some")


def _by_store(
    model: type[Any], actor: Principal, found: Select[Any], order: Ordering, *, after: Sequence[Any] | None, limit: int
) -> Subquery:
    stores = select(StoreRef.id.label("store")).where(StoreRef.group_id == actor.group_id).subquery("reach")
    of_one = keyset(found.where(model.store_id == stores.c.store), order, after).limit(limit)
    each = of_one.correlate(stores).lateral("in_store")
    return select(each).select_from(stores.join(each, true())).subquery("parts")
