"""What the leads service tells of documents that it could not take."""

from uuid import UUID

from messaging import Event


class IntakeMoved(Event, type="leads.intake_moved.v1", key="intake_id"):
    """A document was put into quarantine, or somebody has dealt with it."""

    intake_id: UUID
    store_id: UUID
    state: str
    reason: str
