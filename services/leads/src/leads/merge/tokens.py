"""Search over merged files: whatever any of them is called or reached by finds the one that answers."""

from service_defaults.work import Work

from leads.customer import filing
from leads.customer.contacts import opened
from leads.customer.models import Customer
from leads.merge import repository


async def reindex(work: Work, root: Customer) -> None:
    """Lend every file of the person the others' tokens: lists join rows by the file they were written under."""
    family = await repository.family_of(work.session, root.id)
    points = await repository.points_of_files(work.session, [one.id for one in family])
    covered = await repository.covered_names(work.session, [one.id for one in family])
    own: dict[object, set[int]] = {}
    for one in family:
        names = (one.name, (one.company or {}).get("contact_name") or "", *covered.get(one.id, ()))
        mine = opened(work, [point for point in points if point.customer_id == one.id])
        own[one.id] = {*filing.own_tokens(work.vault, one.store_id, names, mine), *one.tail_tokens}
    for one in family:
        lent = set().union(*(tokens for owner, tokens in own.items() if owner != one.id))
        one.alias_tokens = sorted(lent)
        one.search_tokens = sorted(own[one.id] | lent)
