"""What goes over the wire about numbers. Ratios are shares of one; null where nothing stands below the line."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, PlainSerializer, StringConstraints

from leads.kpi.policy import Dimension, Fact, Side, Standing, Unit

MonthText = Annotated[str, StringConstraints(pattern=r"^(19[5-9]\d|20\d\d)-(0[1-9]|1[0-2])$")]
"""A calendar month that may be asked for, as in 2026-03."""

MonthBefore = Annotated[str, StringConstraints(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")]
"""A month that an answer looks back to: also the one before the first that may be asked for."""

Value = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class KpiValue(BaseModel):
    """`denominator` is null for counts. `value` is null on an empty denominator or without the month's snapshot."""

    value: Value | None
    numerator: int
    denominator: int | None


class KpiSide(KpiValue):
    side: Side


class KpiCard(KpiValue):
    """One number of a month with its formula, the month before, showroom and DCC apart, and the store's lines."""

    id: str
    zh: str
    en: str
    formula_zh: str
    formula_en: str
    unit: Unit
    higher_is_better: bool
    previous: KpiValue
    sides: list[KpiSide]
    target: Value | None
    warn: Value | None
    standing: Standing
    snapshot_missing: bool


class KpiBoard(BaseModel):
    """`carried` are the prospects left over at the month's start, per level of then; null without a snapshot."""

    store_id: UUID
    month: MonthText
    previous_month: MonthBefore
    is_current: bool
    kpis: list[KpiCard]
    carried: dict[str, int] | None


class KpiGroup(KpiValue):
    """One line of a breakdown; `key` filters the rows, `name` is null where the key says it all (or nobody's)."""

    key: str
    name: str | None
    standing: Standing


class KpiBreakdown(BaseModel):
    kpi: str
    by: Dimension
    month: MonthText
    groups: list[KpiGroup]


class KpiMonth(KpiValue):
    month: MonthBefore
    is_current: bool
    snapshot_missing: bool


class KpiTrend(BaseModel):
    """Oldest first; `average` leaves the current month out."""

    kpi: str
    months: list[KpiMonth]
    average: Value | None


class KpiRow(BaseModel):
    """What was counted: a visit, a lead, a contact, a test drive or an order."""

    id: UUID
    fact: Fact
    at: datetime
    customer_id: UUID | None
    customer_name: str | None
    mobile_masked: str | None
    lead_id: UUID | None
    adviser_id: UUID | None
    adviser_name: str | None
    source: str
    side: Side
    model: str
    level: str
    stage: str | None
    because: list[str]


class FunnelStage(BaseModel):
    """`reached` came at least this far, `lost` of them ended here as lost; `share` of all leads of the month."""

    stage: str
    reached: int
    lost: int
    share: Value | None


class Funnel(BaseModel):
    month: MonthText
    stages: list[FunnelStage]
