"""One counter row per store, kind of paper and day."""

from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from leads.tables import Base


class NumberCounter(Base):
    __tablename__ = "number_counter"
    store_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[str] = mapped_column(primary_key=True)
    last: Mapped[int]
