"""The gateway's own record of the business clock: the authority that every service's projection follows."""

from sqlalchemy.orm import Mapped, mapped_column

from gateway.tables import Base


class BusinessOffset(Base):
    """One row, id `business`: how many seconds business time runs ahead of wall time. It only grows."""

    __tablename__ = "business_offset"
    id: Mapped[str] = mapped_column(primary_key=True)
    seconds: Mapped[int]
