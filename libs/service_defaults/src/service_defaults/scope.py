"""Row scope: every query starts from `scoped(...)`, so a row outside one's scope does not exist (answer 404)."""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Uuid, case, exists, false, literal, or_, select, true, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import InstrumentedAttribute, Mapped, aliased, mapped_column

from service_defaults.aliases import CustomerAlias
from service_defaults.database import Model, ReadSession, WriteSession
from service_defaults.identity import Kind, Principal, Scope
from service_defaults.organisation import PlatformBase, StaffRef, StoreRef


class CustomerAccess(PlatformBase):
    """Who owns which customer, as told by `customer_assigned`; owner NULL = nobody's (pool)."""

    __tablename__ = "customer_access"
    customer_id: Mapped[UUID] = mapped_column(primary_key=True)
    store_id: Mapped[UUID] = mapped_column(index=True)
    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    changed_at: Mapped[datetime]


class StoreRow:
    """Mixin for rows of a store that tell nothing about a person (cars in stock, settings, rosters)."""

    store_id: Mapped[UUID] = mapped_column(index=True)


class PersonRow:
    """Mixin for rows about a customer. `assignee_id` may be added by the model; it widens *own* and *team*.

    So may `customer_owner_id`, a copy of the customer's owner that the database itself keeps, or, beside an assignee,
    `owner_elsewhere_id`, that owner where it is somebody else: long lists of *own* rows are then read from an index.
    """

    store_id: Mapped[UUID]
    customer_id: Mapped[UUID] = mapped_column(index=True)

    @classmethod
    def customer_column(cls) -> InstrumentedAttribute[UUID]:
        return cls.customer_id

    @classmethod
    def assignee_column(cls) -> InstrumentedAttribute[UUID | None] | None:
        return getattr(cls, "assignee_id", None)

    @classmethod
    def customer_owner_column(cls) -> InstrumentedAttribute[UUID | None] | None:
        return getattr(cls, "owner_elsewhere_id", None) or getattr(cls, "customer_owner_id", None)


M = TypeVar("M", bound=Model)


def scoped(model: type[M], actor: Principal) -> Select[M]:
    """The only way a repository may begin a query of scoped rows."""
    return select(model).where(scope_condition(model, actor))


def scope_condition(model: type[Any], actor: Principal) -> ColumnElement[bool]:
    """The WHERE clause of an actor's scope over a `StoreRow` or `PersonRow` model."""
    if actor.kind is Kind.SYSTEM:
        return true()
    if actor.kind not in (Kind.STAFF, Kind.PARTNER):
        return false()
    within = _stores(model, actor)
    if not issubclass(model, PersonRow) or actor.scope in (Scope.STORE, Scope.GROUP):
        return within
    return within & _people(model, actor)


def _stores(model: type[Any], actor: Principal) -> ColumnElement[bool]:
    if actor.scope is Scope.GROUP:
        stores = select(StoreRef.id).where(StoreRef.group_id == actor.group_id)
        condition: ColumnElement[bool] = model.store_id.in_(stores)
        return condition
    if len(actor.store_ids) == 1:
        return model.store_id == actor.store_ids[0]  # type: ignore[no-any-return]  # a mapped column comparison
    return model.store_id.in_(actor.store_ids)  # type: ignore[no-any-return]  # a mapped column comparison


def _people(model: type[PersonRow], actor: Principal) -> ColumnElement[bool]:
    if actor.kind is not Kind.STAFF:
        return false()
    return or_(*_people_parts(model, actor))


def _people_parts(model: type[PersonRow], actor: Principal) -> list[ColumnElement[bool]]:
    """Rows one works on oneself, and rows of one's customers."""
    mates = select(StaffRef.id).where(StaffRef.team_id.in_(actor.team_ids))

    def ours(column: InstrumentedAttribute[UUID | None]) -> ColumnElement[bool]:
        return column.in_(mates) if actor.scope is Scope.TEAM else column == actor.staff_id

    assignee, owner = model.assignee_column(), model.customer_owner_column()
    if owner is not None:
        owned = ours(owner)
    else:
        owned = exists().where(CustomerAccess.customer_id == model.customer_column(), ours(CustomerAccess.owner_id))
    return [owned] if assignee is None else [ours(assignee), owned]


def worked_on(model: type[PersonRow], actor: Principal) -> ColumnElement[bool]:
    """The part of a member of staff's scope that they work on themselves, whatever else they may see."""
    assignee = model.assignee_column()
    if actor.kind is not Kind.STAFF or assignee is None:
        return false()
    return _stores(model, actor) & (assignee == actor.staff_id)


def own_parts(model: type[PersonRow], actor: Principal) -> list[ColumnElement[bool]]:
    """An *own* scope as conditions each of which an index can answer in a list's order.

    They exclude one another for a model with `owner_elsewhere_id`, or without an assignee.
    """
    return [_stores(model, actor) & part for part in _people_parts(model, actor)]


async def owners_of(session: ReadSession, customer_ids: set[UUID]) -> dict[UUID, UUID | None]:
    """Who looks after each of the customers, for events that are to reach them; one statement."""
    statement = select(CustomerAccess.customer_id, CustomerAccess.owner_id)
    rows = await session.execute(statement.where(CustomerAccess.customer_id.in_(customer_ids)))
    return {row.customer_id: row.owner_id for row in rows}


async def keep_access(
    session: WriteSession, *, customer_id: UUID, store_id: UUID, owner_id: UUID | None, at: datetime
) -> None:
    """Record a customer's owner; an older assignment never overwrites a newer one.

    Files that were merged follow: the owner of the file that answers sees them all (`aliases`), one statement.
    """
    alias = select(CustomerAlias.root_id).where(CustomerAlias.customer_id == customer_id)
    answering = aliased(CustomerAccess)
    roots_owner = select(answering.owner_id).where(answering.customer_id == alias.scalar_subquery())
    is_alias = select(CustomerAlias.customer_id).where(
        CustomerAlias.customer_id == customer_id, CustomerAlias.root_id.is_not(None)
    )
    shown = case((is_alias.exists(), roots_owner.scalar_subquery()), else_=literal(owner_id, type_=Uuid()))
    statement = insert(CustomerAccess).values(customer_id=customer_id, store_id=store_id, owner_id=shown, changed_at=at)
    kept = statement.on_conflict_do_update(
        index_elements=["customer_id"],
        set_={"owner_id": statement.excluded.owner_id, "changed_at": statement.excluded.changed_at},
        where=CustomerAccess.changed_at <= statement.excluded.changed_at,
    ).returning(CustomerAccess.customer_id, CustomerAccess.owner_id)
    news = kept.cte("kept")
    told = (
        update(CustomerAlias)
        .where(CustomerAlias.customer_id == news.c.customer_id, CustomerAlias.root_id.is_not(None))
        .values(told_owner_id=literal(owner_id, type_=Uuid()))
    )
    merged = aliased(CustomerAlias)
    follow = (
        update(CustomerAccess)
        .where(CustomerAccess.customer_id == merged.customer_id, merged.root_id == news.c.customer_id)
        .values(owner_id=news.c.owner_id)
    )
    await session.execute(follow.add_cte(told.cte("told")), execution_options={"synchronize_session": False})
