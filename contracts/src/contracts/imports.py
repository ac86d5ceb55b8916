"""What the leads service tells of whole lists: one event per chunk, since a hundred thousand would stand in the way of
everything else."""

from uuid import UUID

from messaging import Event
from pydantic import BaseModel


class ImportedCustomer(BaseModel, frozen=True):
    """As in `CustomerContactChanged` (revision 1) and `CustomerAssigned`."""

    customer_id: UUID
    owner_id: UUID | None
    person_key: str | None
    sealed: str


class CustomersImported(Event, type="leads.customers_imported.v1", key="import_id"):
    """New customers of a store from a spreadsheet; says for each what the two single events would say."""

    import_id: UUID
    store_id: UUID
    group_id: UUID
    customers: tuple[ImportedCustomer, ...]


class CustomersWithdrawn(Event, type="leads.customers_withdrawn.v1", key="import_id"):
    """An import was taken back: the store has no such customers. Who has to do with one of them keeps them."""

    import_id: UUID
    store_id: UUID
    customer_ids: tuple[UUID, ...]


class ImportMoved(Event, type="leads.import_moved.v1", key="import_id"):
    """An import reached another state."""

    import_id: UUID
    store_id: UUID
    state: str
    owner_id: UUID | None = None
