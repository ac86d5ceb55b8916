"""Writing a chunk into the register by the rules of intake: recognised, touched or opened, assigned, announced.

The store's desk is held meanwhile, as every intake does: a lead that comes in live waits for one chunk at most.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from contracts.imports import CustomersImported, ImportedCustomer
from service_defaults.ids import new_id
from service_defaults.scope import CustomerAccess
from service_defaults.timeline import TimelineEntry
from service_defaults.work import Work

from leads.assignment.desk import Desk
from leads.assignment.policy import Choice, Person, Reason, direct, tally_of
from leads.bulk_import import chunk_repository
from leads.bulk_import.models import ImportedRow
from leads.bulk_import.policy import Assignment, Outcome
from leads.bulk_import.preparing import Accounted, Prepared, Ready
from leads.bulk_import.schemas import ImportOptions
from leads.customer import enriching
from leads.customer import service as customers
from leads.customer.models import ContactPoint, Customer
from leads.lead import opening, policy
from leads.lead import repository as lead_repository
from leads.lead.models import Lead
from leads.lead.service import held_desk
from leads.lead.wish import Known, Wish


@dataclass(slots=True)
class _Chunk:
    """Everything that one chunk writes, table by table."""

    accounts: list[Accounted] = field(default_factory=list)
    customers: list[dict[str, Any]] = field(default_factory=list)
    points: list[dict[str, Any]] = field(default_factory=list)
    access: list[dict[str, Any]] = field(default_factory=list)
    leads: list[dict[str, Any]] = field(default_factory=list)
    refs: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    told: list[ImportedCustomer] = field(default_factory=list)
    touched: list[UUID] = field(default_factory=list)


@dataclass(slots=True)
class Filer:
    """Files the prepared rows of one import."""

    work: Work
    import_id: UUID
    options: ImportOptions
    desk: Desk
    _chunk: _Chunk = field(default_factory=_Chunk)
    _turned: dict[str, Any] | None = None
    _template: dict[str, Any] | None = None
    _opened: dict[tuple[UUID, str], int] = field(default_factory=dict)

    async def file(self, prepared: Prepared) -> list[Accounted]:
        """Accounts of every row of the chunk, in order."""
        self._chunk.accounts += prepared.settled
        keys = [key for ready in prepared.ready for key in ready.keys]
        known = await chunk_repository.known_by_keys(self.work.session, self.desk.id, keys) if keys else {}
        held = await chunk_repository.keys_held(self.work.session, list({one.customer_id for one in known.values()}))
        for ready in prepared.ready:
            found = next((known[key] for key in ready.keys if key in known), None)
            if found is None:
                self._stranger(ready)
            else:
                await self._known(ready, found, held.get(found.customer_id, set()))
        await self._write()
        self._chunk.accounts.sort(key=lambda account: account.number)
        await chunk_repository.copy_rows(
            self.work.session, ImportedRow, [_kept(self.import_id, account) for account in self._chunk.accounts]
        )
        return self._chunk.accounts

    def _stranger(self, ready: Ready) -> None:
        wish = self._wish(ready)
        choice, missing = self._choice(ready, wish)
        owner_id = choice.person.id if choice.person else None
        file = ready.file
        lead = self._lead(wish, file.id, choice)
        self._chunk.customers.append({**file.customer, "owner_id": owner_id})
        self._chunk.points += file.points
        access = {"customer_id": file.id, "store_id": self.desk.id, "owner_id": owner_id, "changed_at": self.work.now}
        self._chunk.access.append(access)
        self._chunk.told.append(
            ImportedCustomer(
                customer_id=file.id, owner_id=owner_id, person_key=file.customer["person_key"], sealed=ready.sealed
            )
        )
        self._note("customer_imported", wish, file.id, owner=choice.person, reason=choice.reason)
        self._account(ready, Outcome.CREATED, file.id, lead["id"], missing=missing)

    async def _known(self, ready: Ready, known: Known, held: set[bytes]) -> None:
        wish = self._wish(ready)
        assert ready.row.prospect is not None  # noqa: S101 - ready rows have one
        first = self._opened.get((known.customer_id, wish.family))
        if first is not None:
            account = Accounted(ready.row.number, Outcome.DUPLICATE, "same_customer", first, ready.row.warnings)
            self._chunk.accounts.append(account)
            return
        self._opened[known.customer_id, wish.family] = ready.row.number
        lead = known.open_lead(wish.family)
        if lead is None:
            await self._further_lead(ready, wish, known)
        else:
            self._chunk.touched.append(lead.id)
            self._refs(wish, lead.id, known.customer_id)
            self._note("lead_touched", wish, known.customer_id)
            self._account(ready, Outcome.TOUCHED, known.customer_id, lead.id)
        if set(ready.keys) - held or (not known.name and ready.row.prospect.name):
            prospect = ready.row.prospect
            await enriching.enrich(self.work, known.customer_id, prospect.name, prospect.points)

    async def _further_lead(self, ready: Ready, wish: Wish, known: Known) -> None:
        """Who is known keeps their adviser, as at every other door."""
        owner, missing = self.desk.person(known.owner_id), False
        if owner is not None:
            reason = Reason.PRESENT_OWNER if known.open_leads else Reason.FORMER_OWNER
            choice = opening.direct_choice(self.desk, wish, reason, owner)
        else:
            choice, missing = self._choice(ready, wish)
        lead = self._lead(wish, known.customer_id, choice)
        if owner is None and choice.person is not None:
            customer = await customers.get_customer(self.work.as_system(), known.customer_id)
            await customers.assign_customer(self.work, customer, choice.person.id, choice.reason)
        self._note("lead_imported", wish, known.customer_id, owner=choice.person, reason=choice.reason)
        self._account(ready, Outcome.ADDED, known.customer_id, lead["id"], missing=missing)

    def _wish(self, ready: Ready) -> Wish:
        assert ready.row.prospect is not None  # noqa: S101 - ready rows have one
        wish = ready.row.prospect.wish(None)
        return replace(wish, channel=self.options.channel, responded=not self.options.starts_clock)

    def _choice(self, ready: Ready, wish: Wish) -> tuple[Choice, bool]:
        """Who gets it, and whether the row named an adviser whom nobody knows."""
        named = self._person(ready.row.adviser) if ready.row.adviser else None
        missing = bool(ready.row.adviser) and named is None
        if self.options.assignment is Assignment.ADVISER:
            named = named or self.desk.person(self.options.adviser_id)
        if named is not None:
            return opening.direct_choice(self.desk, wish, Reason.MANUAL, named), missing
        if self.options.assignment is Assignment.ROTATION:
            return self._turn(wish), missing
        tally = tally_of(self.desk.counts, wish.channel, day=self.desk.counts_day, today=self.desk.today)
        return Choice(None, Reason.NOBODY, tally, self.desk.turn, direct(Reason.NOBODY, None)), missing

    def _turn(self, wish: Wish) -> Choice:
        choice = opening.choice_for(self.desk, wish, None)
        turned = opening.rotation_after(self.desk, wish, choice)
        if turned is not None:
            self._turned = turned
            self.desk = replace(self.desk, counts=turned["counts"], counts_day=turned["day"], turn=turned["turn"])
        # Who else could have had it is the same long list for every row: the import itself says how it was shared out.
        return replace(choice, explanation={**choice.explanation, "candidates": []})

    def _person(self, name: str) -> Person | None:
        wanted = name.casefold().replace(" ", "")
        found = [one for one in self.desk.people if wanted in (one.name.replace(" ", "").casefold(), one.username)]
        return found[0] if len(found) == 1 else None

    def _lead(self, wish: Wish, customer_id: UUID, choice: Choice) -> dict[str, Any]:
        """What all leads of a chunk have in common, clock and next contact, is worked out once."""
        if self._template is None:
            clock: policy.ResponseClock | None = opening.clock_for(self.work, self.desk, wish)
            self._template = opening.lead_row(
                self.work, self.desk, wish, customer_id=customer_id, choice=choice, clock=clock
            )
        told = {**choice.explanation, "at": self._template["created_at"].isoformat(), "import_id": str(self.import_id)}
        lead = {
            **self._template,
            **opening.from_wish(wish),
            "id": new_id(),
            "customer_id": customer_id,
            "assignee_id": choice.person.id if choice.person else None,
            "assignment": told,
        }
        self._chunk.leads.append(lead)
        self._refs(wish, lead["id"], customer_id)
        return lead

    def _refs(self, wish: Wish, lead_id: UUID, customer_id: UUID) -> None:
        self._chunk.refs += opening.ref_rows(
            self.work, wish.refs, lead_id=lead_id, customer_id=customer_id, store_id=self.desk.id
        )

    def _note(
        self, kind: str, wish: Wish, customer_id: UUID, *, owner: Person | None = None, reason: str | None = None
    ) -> None:
        params = {"source": wish.source, "channel": wish.channel, "lead_kind": wish.kind, "wanted": wish.wanted_text}
        self._chunk.notes.append(
            {
                "id": new_id(),
                "store_id": self.desk.id,
                "customer_id": customer_id,
                "at": self.work.now,
                "kind": kind,
                "params": {**params, "owner": owner.name if owner else None, "reason": reason},
                "ref_kind": "import",
                "ref_id": self.import_id,
                "actor_id": self.work.actor.staff_id,
            }
        )

    def _account(
        self, ready: Ready, outcome: Outcome, customer_id: UUID, lead_id: UUID, *, missing: bool = False
    ) -> None:
        warnings = (*ready.row.warnings, "adviser_unknown") if missing else ready.row.warnings
        account = Accounted(ready.row.number, outcome, warnings=warnings, customer_id=customer_id, lead_id=lead_id)
        self._chunk.accounts.append(account)

    async def _write(self) -> None:
        session, chunk = self.work.session, self._chunk
        # What the rows before this one changed goes first: COPY does not know of the session's objects.
        await session.flush()
        await chunk_repository.copy_rows(session, Customer, chunk.customers)
        await chunk_repository.copy_rows(session, ContactPoint, chunk.points)
        await chunk_repository.copy_rows(session, CustomerAccess, chunk.access)
        await chunk_repository.copy_rows(session, Lead, chunk.leads)
        await chunk_repository.copy_rows(session, TimelineEntry, chunk.notes)
        await lead_repository.add_refs(session, chunk.refs)
        if chunk.touched:
            await chunk_repository.touch(session, chunk.touched, self.work.now)
        if self._turned is not None:
            await chunk_repository.turn(session, self.desk.id, self._turned)
        if chunk.told:
            self.work.emit(
                CustomersImported(
                    import_id=self.import_id,
                    store_id=self.desk.id,
                    group_id=self.desk.group_id,
                    customers=tuple(chunk.told),
                )
            )


async def file_chunk(
    work: Work, import_id: UUID, store_id: UUID, options: ImportOptions, chunk: Prepared
) -> Sequence[Accounted]:
    """One chunk in the transaction of `work`."""
    desk = await held_desk(work, store_id)
    return await Filer(work, import_id, options, desk).file(chunk)


def _kept(import_id: UUID, account: Accounted) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "number": account.number,
        "outcome": account.outcome,
        "reason": account.reason,
        "same_as": account.same_as,
        "warnings": ",".join(account.warnings),
        "customer_id": account.customer_id,
        "lead_id": account.lead_id,
        "kept": None,
    }
