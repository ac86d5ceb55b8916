"""The rotation's table."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class StoreRotation(Base):
    """How many leads each adviser of a store got on `day`; its row lock makes assignment atomic."""

    __tablename__ = "store_rotation"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date]
    counts: Mapped[dict[str, Any]]
    turn: Mapped[int]
