"""What the API shows of referrals."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from loyalty.referral.models import Referral


class ReferralRow(BaseModel):
    """`state` is `rewarded` or why the reward was refused."""

    id: UUID
    referrer_customer_id: UUID
    referrer_name: str
    referee_customer_id: UUID
    referee_name: str
    order_id: UUID
    state: str
    points: int
    at: datetime

    @classmethod
    def of(cls, row: Referral, referrer_name: str | None, referee_name: str | None) -> Self:
        return cls(
            id=row.id,
            referrer_customer_id=row.customer_id,
            referrer_name=referrer_name or "",
            referee_customer_id=row.referee_customer_id,
            referee_name=referee_name or "",
            order_id=row.order_id,
            state=row.state,
            points=row.points,
            at=row.at,
        )
