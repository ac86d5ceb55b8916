"""The views that the house works with: the manager's for the whole store, a team's, an adviser's own."""

from dataclasses import replace

from gateway.saved_view import service as saved_views
from gateway.saved_view.policy import Layout, ListCode, Sharing
from gateway.saved_view.schemas import SavedViewCreate
from service_defaults.identity import Principal

from embedded.demo.setup import gateway_work
from embedded.system import System

_LEADS, _CUSTOMERS = ListCode.LEADS, ListCode.CUSTOMERS
VIEWS: tuple[tuple[str, SavedViewCreate], ...] = (
    (
        "wugang",
        SavedViewCreate(
            list_code=_LEADS,
            name="今日到期未跟进",
            filters={"next": "until_today"},
            sort="risk",
            sharing=Sharing.STORE,
        ),
    ),
    (
        "wugang",
        SavedViewCreate(
            list_code=_LEADS,
            name="H级未邀约到店",
            filters={"level": "H", "stage": "new,contacted"},
            sort="risk",
            sharing=Sharing.STORE,
        ),
    ),
    (
        "wugang",
        SavedViewCreate(
            list_code=_LEADS,
            name="本月新增无主",
            filters={"owner": "none", "created": "this_month"},
            sort="newest",
            sharing=Sharing.STORE,
        ),
    ),
    (
        "wugang",
        SavedViewCreate(
            list_code=_LEADS,
            name="首响超时复盘",
            filters={"missed": True, "created": "last_30"},
            sort="newest",
            columns=["customer", "source", "owner", "created", "stage", "next"],
            sharing=Sharing.STORE,
        ),
    ),
    (
        "zhoumin",
        SavedViewCreate(
            list_code=_LEADS,
            name="高概率看板",
            filters={"score": "40.."},
            layout=Layout.BOARD,
            sharing=Sharing.TEAM,
        ),
    ),
    (
        "chenxiao",
        SavedViewCreate(list_code=_LEADS, name="7天没联系", filters={"silent": 7}, sort="last_contact"),
    ),
    (
        "wugang",
        SavedViewCreate(
            list_code=_CUSTOMERS,
            name="档案待完善",
            filters={"quality": "..60", "lead": True},
            sort="quality",
            sharing=Sharing.STORE,
        ),
    ),
    (
        "wugang",
        SavedViewCreate(
            list_code=_CUSTOMERS,
            name="有车主",
            filters={"lifecycle": "owner,repurchase,loyal", "car": True},
            sharing=Sharing.STORE,
        ),
    ),
)


async def keep_views(system: System, people: dict[str, Principal]) -> None:
    """`people` by username."""
    async with gateway_work(system) as work:
        for username, view in VIEWS:
            await saved_views.save_view(replace(work, actor=people[username]), view)
