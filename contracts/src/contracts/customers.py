"""What the leads service, the registry of customers, tells of a customer's file."""

from uuid import UUID

from messaging import Event

from contracts.vocabulary import Purpose


class CustomerContactChanged(Event, type="leads.customer_contact_changed.v1", key="customer_id"):
    """The only event that carries contact data: `sealed` opens with the group's transport key to
    `{"name", "mobile", "email"}` (absent fields are null). `person_key` is the mobile's HMAC under the group's key.
    """

    customer_id: UUID
    store_id: UUID
    group_id: UUID
    person_key: str | None
    sealed: str
    revision: int


class CustomerAssigned(Event, type="leads.customer_assigned.v1", key="customer_id"):
    """`owner_id` owns the customer from now on; null puts the customer into the pool."""

    customer_id: UUID
    store_id: UUID
    owner_id: UUID | None
    previous_owner_id: UUID | None
    reason: str


class CustomerMerged(Event, type="leads.customer_merged.v1", key="customer_id"):
    """`customer_id` is from now on an alias of `into_id`; rows are not rewritten.

    `revision` counts what became of `customer_id`: merged 1, separated 2, merged again 3…
    """

    customer_id: UUID
    into_id: UUID
    store_id: UUID
    merge_id: UUID | None = None
    revision: int = 1


class CustomerUnmerged(Event, type="leads.customer_unmerged.v1", key="customer_id"):
    """`customer_id` answers for itself again; nothing is lost of either file. `from_id` answered for it until now."""

    customer_id: UUID
    from_id: UUID
    store_id: UUID
    merge_id: UUID
    revision: int


class ConsentChanged(Event, type="leads.consent_changed.v1", key="customer_id"):
    """One line of the consent ledger: given (`granted`) or withdrawn."""

    consent_id: UUID
    customer_id: UUID
    store_id: UUID
    purpose: Purpose
    recipient_id: UUID | None
    channel: str | None
    granted: bool
    wording_version: str
