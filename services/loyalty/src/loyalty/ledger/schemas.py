"""What the API shows of the ledger."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict


class LedgerEntryOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    kind: str
    reason: str
    points: int
    at: datetime
