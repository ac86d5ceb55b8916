"""HTTP of the numbers."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Path, Query
from service_defaults.fields import Text
from service_defaults.identity import Role
from service_defaults.paging import Limit, Page
from service_defaults.web import Reads, staff

from leads.kpi import service
from leads.kpi.policy import Dimension, PartName, Side
from leads.kpi.repository import Cut
from leads.kpi.schemas import Funnel, KpiBoard, KpiBreakdown, KpiRow, KpiTrend, MonthText
from leads.posts import SELLERS
from leads.setting.levels import LevelCode

router = APIRouter(tags=["numbers"])
READERS = (*SELLERS, Role.MARKETING)
KpiId = Annotated[str, Path(pattern=r"^[a-z_]{1,40}$")]
MonthQuery = Annotated[MonthText | None, Query(description="2026-03; the present month when absent")]
SourceQuery = Annotated[str | None, Query(pattern=r"^[a-z0-9_]{1,64}$")]


def _cut(
    *,
    side: Side | None = None,
    team_id: UUID | None = None,
    adviser_id: UUID | None = None,
    source: SourceQuery = None,
    model: Annotated[Text | None, Query()] = None,
    level: Annotated[LevelCode | None, Query()] = None,
    nobody: Annotated[Dimension | None, Query(description="rows where this dimension is empty")] = None,
) -> Cut:
    return Cut(
        side=side, team_id=team_id, adviser_id=adviser_id, source=source, model=model, level=level, nobody=nobody
    )


Cuts = Annotated[Cut, Depends(_cut)]


@router.get("/kpis", dependencies=staff(*READERS))
async def get_kpi_board(reading: Reads, cut: Cuts, month: MonthQuery = None, store_id: UUID | None = None) -> KpiBoard:
    """The numbers of a month with their formulas, the month before, showroom and DCC apart, and the store's lines."""
    return await service.kpi_board(reading, store_id=store_id, month=month, cut=cut)


@router.get("/kpis/{kpi}/breakdown", dependencies=staff(*READERS))
async def get_kpi_breakdown(  # noqa: PLR0917 - query parameters
    kpi: KpiId,
    by: Dimension,
    reading: Reads,
    cut: Cuts,
    month: MonthQuery = None,
    store_id: UUID | None = None,
) -> KpiBreakdown:
    """One number by store, team, adviser, source, model, level or side, the largest groups first (at most 200)."""
    return await service.kpi_breakdown(reading, kpi, by=by, store_id=store_id, month=month, cut=cut)


@router.get("/kpis/{kpi}/trend", dependencies=staff(*READERS))
async def get_kpi_trend(  # noqa: PLR0917 - query parameters
    kpi: KpiId,
    reading: Reads,
    cut: Cuts,
    month: MonthQuery = None,
    months: Annotated[int, Query(ge=2, le=13)] = 6,
    store_id: UUID | None = None,
) -> KpiTrend:
    """One number over the months up to `month`, oldest first; the average leaves the present month out."""
    return await service.kpi_trend(reading, kpi, store_id=store_id, month=month, months=months, cut=cut)


@router.get("/kpis/{kpi}/rows", dependencies=staff(*READERS))
async def list_kpi_rows(  # noqa: PLR0917 - query parameters
    kpi: KpiId,
    reading: Reads,
    cut: Cuts,
    part: PartName = PartName.NUMERATOR,
    month: MonthQuery = None,
    store_id: UUID | None = None,
    limit: Limit = 50,
    cursor: Annotated[str | None, Query(max_length=1024)] = None,
) -> Page[KpiRow]:
    """The very rows that a number counts above or below its line, newest first."""
    return await service.kpi_rows(
        reading, kpi, part, store_id=store_id, month=month, cut=cut, limit=limit, cursor=cursor
    )


@router.get("/sales-funnel", dependencies=staff(*READERS))
async def get_sales_funnel(reading: Reads, cut: Cuts, month: MonthQuery = None, store_id: UUID | None = None) -> Funnel:
    """How far the month's buying leads have come, stage by stage, and where they were lost."""
    return await service.sales_funnel(reading, store_id=store_id, month=month, cut=cut)
