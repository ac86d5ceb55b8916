"""Builds what merging tells."""

from contracts.leads import CustomerMerged, CustomerUnmerged
from service_defaults.work import Work

from leads.merge.models import CustomerMerge


def merged(work: Work, merge: CustomerMerge, revision: int) -> None:
    work.emit(
        CustomerMerged(
            customer_id=merge.absorbed_id,
            into_id=merge.customer_id,
            store_id=merge.store_id,
            merge_id=merge.id,
            revision=revision,
        )
    )


def unmerged(work: Work, merge: CustomerMerge, revision: int) -> None:
    work.emit(
        CustomerUnmerged(
            customer_id=merge.absorbed_id,
            from_id=merge.customer_id,
            store_id=merge.store_id,
            merge_id=merge.id,
            revision=revision,
        )
    )
