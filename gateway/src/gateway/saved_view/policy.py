"""Who may see, share and change a view. Pure."""

from enum import StrEnum
from typing import Protocol
from uuid import UUID

from service_defaults.identity import Principal, Role

OWN_LIMIT = 30
"""Views of one list that one person keeps."""

SHARED_LIMIT = 60
"""Views of one list that are shared in one store."""

KEPT_HOURS = 24
"""How long a removed view can be brought back."""

STORE_MANAGERS = (
    Role.SALES_MANAGER,
    Role.SERVICE_MANAGER,
    Role.CRM_MANAGER,
    Role.MARKETING,
    Role.AFTERSALES_BUSINESS_MANAGER,
)
TEAM_MANAGERS = (Role.FLOOR_SUPERVISOR, Role.DCC_SUPERVISOR)


class ListCode(StrEnum):
    """Lists that keep views."""

    LEADS = "leads"
    CUSTOMERS = "customers"
    POOL = "pool"
    ORDERS = "orders"
    CARS = "cars"


class Sharing(StrEnum):
    ME = "me"
    TEAM = "team"
    STORE = "store"


class Layout(StrEnum):
    LIST = "list"
    BOARD = "board"


class Shared(Protocol):
    """What the rules need of a view."""

    @property
    def store_id(self) -> UUID: ...
    @property
    def team_id(self) -> UUID | None: ...
    @property
    def owner_id(self) -> UUID: ...
    @property
    def sharing(self) -> str: ...


def manages_store(actor: Principal) -> bool:
    return actor.holds(*STORE_MANAGERS)


def may_share(actor: Principal, sharing: Sharing) -> bool:
    match sharing:
        case Sharing.ME:
            return True
        case Sharing.TEAM:
            return bool(actor.team_ids)
        case Sharing.STORE:
            return manages_store(actor)


def may_change(actor: Principal, view: Shared) -> bool:
    """The maker; of a shared one also who manages those that it is shared with."""
    if view.owner_id == actor.staff_id:
        return True
    if view.sharing == Sharing.ME or view.store_id not in actor.store_ids:
        return False
    if manages_store(actor):
        return True
    return view.sharing == Sharing.TEAM and view.team_id in actor.team_ids and bool(actor.roles & set(TEAM_MANAGERS))
