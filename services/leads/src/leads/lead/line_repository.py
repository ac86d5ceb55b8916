"""The line of the lead list and the card of the board, as PostgreSQL writes them."""

from collections.abc import Sequence
from typing import Any

from service_defaults.json_lines import json_line
from service_defaults.organisation import StaffRef
from service_defaults.paging import keyset
from service_defaults.prepared import NOW
from sqlalchemy import DateTime, Select, Subquery, and_, cast, func, literal_column, or_, select, true

from leads.customer.models import Customer
from leads.customer.shown import IS_KEPT, KEPT, SHOWN_MOBILE, SHOWN_NAME
from leads.lead.models import Lead
from leads.lead.schemas import LeadRow
from leads.row_repository import select_rows

_INSTANT = DateTime(timezone=True)
_NOW = literal_column("clock.at", _INSTANT)
_MISSED = func.coalesce(Lead.response_due_at < func.coalesce(Lead.first_response_at, _NOW), False)
_LATE = func.coalesce(Lead.next_contact_at < _NOW, False)
_SAME_NAME = set(LeadRow.model_fields) & set(Lead.__table__.columns.keys()) - {"wanted"}
WANTED = func.concat_ws(" ", Lead.wanted_year, func.nullif(Lead.wanted_make, ""), func.nullif(Lead.wanted_model, ""))
LINE = json_line(
    LeadRow,
    **{name: getattr(Lead, name) for name in _SAME_NAME},
    customer_name=SHOWN_NAME,
    mobile_masked=SHOWN_MOBILE,
    wanted=WANTED,
    owner_id=Lead.assignee_id,
    owner_name=StaffRef.name,
    response_missed=_MISSED,
    overdue=and_(Lead.is_open, or_(and_(_MISSED, Lead.first_response_at.is_(None)), _LATE)),
)


def lines(found: Subquery, order: Sequence[tuple[Any, str]]) -> Select[Any]:
    """`line` and the sort values of the leads that were found, in order, at the instant `NOW`."""
    clock = select(cast(NOW, _INSTANT).label("at")).subquery("clock")
    statement = (
        select_rows(LINE, *found.c)
        .select_from(found)
        .join(Lead, Lead.id == found.c.id)
        .join(Customer, Customer.id == Lead.customer_id)
        .outerjoin(KEPT, IS_KEPT)
        .outerjoin(StaffRef, StaffRef.id == Lead.assignee_id)
        .join(clock, true())
    )
    return keyset(statement, [(found.c[column.key], way) for column, way in order], None)
