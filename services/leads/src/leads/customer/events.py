"""Builds what the customer file tells."""

from collections.abc import Mapping
from uuid import UUID

from contracts.leads import CustomerAssigned, CustomerContactChanged
from service_defaults.work import Work


def contact_changed(
    work: Work,
    *,
    customer_id: UUID,
    store_id: UUID,
    group_id: UUID,
    person_key: str | None,
    contact: Mapping[str, str | None],
    revision: int,
) -> None:
    work.emit(
        CustomerContactChanged(
            customer_id=customer_id,
            store_id=store_id,
            group_id=group_id,
            person_key=person_key,
            sealed=work.vault.seal_for_transport(contact),
            revision=revision,
        )
    )


def assigned(
    work: Work, *, customer_id: UUID, store_id: UUID, owner_id: UUID | None, previous: UUID | None, reason: str
) -> None:
    work.emit(assignment(customer_id, store_id, owner_id, previous=previous, reason=reason))


def assignment(
    customer_id: UUID, store_id: UUID, owner_id: UUID | None, *, previous: UUID | None, reason: str
) -> CustomerAssigned:
    return CustomerAssigned(
        customer_id=customer_id,
        store_id=store_id,
        owner_id=owner_id,
        previous_owner_id=previous,
        reason=reason,
    )
