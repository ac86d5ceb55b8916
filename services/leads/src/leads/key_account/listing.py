"""Looking key accounts up: the list, and one company's whole file."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from service_defaults.paging import Page, decode_cursor, encode_cursor, filter_hash
from service_defaults.work import Reading
from sqlalchemy import Row

from leads.customer import repository as customer_repository
from leads.customer.errors import StoreUnknown
from leads.customer.listing import search_alternatives
from leads.key_account import policy, repository
from leads.key_account.developing import figures_between
from leads.key_account.models import KeyAccount
from leads.key_account.policy import AccountClass, AccountStage
from leads.key_account.schemas import (
    AccountBrief,
    AccountOut,
    AccountRow,
    AccountVisitOut,
    AgreementOut,
    ContactOut,
    FleetOut,
    PlanOut,
    ReviewOut,
)
from leads.number.service import store_zone

_PLAIN = frozenset(AccountRow.model_fields) - {"visit_overdue"}


async def list_accounts(
    reading: Reading,
    *,
    query: str | None,
    classes: Sequence[AccountClass],
    stages: Sequence[AccountStage],
    owner_id: UUID | None,
    due: bool,
    limit: int,
    cursor: str | None,
) -> Page[AccountRow]:
    """Whoever is to be visited first."""
    marker = filter_hash(
        list="key_accounts", query=query, classes=sorted(classes), stages=sorted(stages), owner=owner_id, due=due
    )
    tokens = await search_alternatives(reading, query) if query else None
    if tokens is not None and not tokens:
        return Page[AccountRow](items=[])
    rows = await repository.page(
        reading.session,
        reading.actor,
        tokens=customer_repository.matches(tokens) if tokens else None,
        classes=classes,
        stages=stages,
        owner_id=owner_id,
        due_by=reading.now if due else None,
        today=await _today(reading),
        after=decode_cursor(cursor, filter_hash=marker) if cursor else None,
        limit=limit,
    )
    return Page[AccountRow].of(
        rows,
        limit,
        item=lambda row: AccountRow.model_validate(_plain(reading, row)),
        cursor=lambda row: encode_cursor([row.next_visit_at, row.id], filter_hash=marker),
    )


async def account_page(reading: Reading, account: KeyAccount) -> AccountOut:
    """The whole file, in a fixed number of statements."""
    session, today = reading.session, await _today(reading)
    row = await repository.row(session, account.id, today)
    assert row is not None  # noqa: S101 - it was just read in scope
    return AccountOut.model_validate(
        {
            **_plain(reading, row),
            "note": row.note,
            "product": policy.product_of(row.need, row.power, row.willingness),
            "children": _all(AccountBrief, await repository.children(session, account.id)),
            "contacts": _all(ContactOut, await repository.contacts(session, account.id)),
            "fleet": _all(FleetOut, await repository.fleet(session, account.id)),
            "plan": await _plan(reading, account, today.year),
            "visits": _all(AccountVisitOut, await repository.visits(session, account.id)),
            "agreements": [_agreement(one, today) for one in await repository.agreements(session, account.id)],
            "reviews": _all(ReviewOut, await repository.reviews(session, account.id)),
        }
    )


async def _today(reading: Reading) -> date:
    if reading.actor.store_id is None:
        raise StoreUnknown
    return reading.today(await store_zone(reading, reading.actor.store_id))


def _plain(reading: Reading, row: Row[Any]) -> dict[str, Any]:
    plain = {name: getattr(row, name) for name in _PLAIN}
    return {**plain, "visit_overdue": row.next_visit_at < reading.now}


def _all(model: Any, rows: Sequence[Row[Any]]) -> list[Any]:
    return [model.model_validate({name: getattr(row, name) for name in model.model_fields}) for row in rows]


def _agreement(row: Row[Any], today: date) -> AgreementOut:
    plain = {name: getattr(row, name) for name in AgreementOut.model_fields if name != "live"}
    live = row.ended_on is None and row.valid_from <= today <= row.valid_until
    return AgreementOut.model_validate({**plain, "live": live})


async def _plan(reading: Reading, account: KeyAccount, year: int) -> PlanOut:
    plan = await repository.plan_of(reading.session, account.id, year)
    zone = await store_zone(reading, account.store_id)
    so_far = await figures_between(reading, account.id, date(year, 1, 1), date(year + 1, 1, 1), zone)
    return PlanOut(
        year=year,
        target_units=plan.target_units if plan else 0,
        target_visits=plan.target_visits if plan else 0,
        strategy=plan.strategy if plan else "",
        units=so_far.delivered,
        visits=so_far.visits_done,
        units_permille=policy.share_permille(so_far.delivered, plan.target_units if plan else None),
        visits_permille=policy.share_permille(so_far.visits_done, plan.target_visits if plan else None),
        changed_at=plan.changed_at if plan else None,
    )
