"""Writing a chunk into the register by the rules of intake: recognised, touched or opened, assigned, announced.

The store's desk is held meanwhile, as every intake does: a lead that comes in live waits for one chunk at most.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from contracts.imports import CustomersImported, ImportedCustomer
from service_defaults.ids import new_id
from service_defaults.scope import CustomerAccess
from service_defaults.timeline import TimelineEntry
from service_defaults.work import Work

from leads.assessment.fresh import FreshLeads, fresh_leads
from leads.assignment.dealing import Item, deal_out
from leads.assignment.desk import Desk
from leads.assignment.policy import Choice, Person, Reason, Tally, direct, tally_of, with_tally
from leads.bulk_import import chunk_repository
from leads.bulk_import.models import ImportedRow
from leads.bulk_import.policy import RowAssignment, RowOutcome
from leads.bulk_import.preparing import Accounted, Prepared, Ready
from leads.bulk_import.schemas import ImportOptions
from leads.customer import enriching
from leads.customer import service as customers
from leads.customer.models import ContactPoint, Customer
from leads.customer.policy import PointKind
from leads.file_quality.fresh import FreshFiles
from leads.lead import opening, policy
from leads.lead import repository as lead_repository
from leads.lead.models import Lead
from leads.lead.service import held_desk
from leads.lead.wish import Known, Wish
from leads.ownership.models import Ownership
from leads.ownership.moving import Move, held_from_now
from leads.pool.adopting import take_out
from leads.pool.entering import enter_all_unassigned
from leads.setting.interest import Layer
from leads.temperature.models import Temperature

_TOLD_AT_ONCE = 250
"""An event has to stay small enough for a broker, and for one transaction of whoever hears it."""
_UNJUDGED: dict[str, Any] = {"temperature": Layer.WARM.value, "score": None, "score_reasons": []}


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
    held: list[dict[str, Any]] = field(default_factory=list)
    standings: list[dict[str, Any]] = field(default_factory=list)
    pooled: list[UUID] = field(default_factory=list)
    touched: list[UUID] = field(default_factory=list)
    adopted: dict[str, list[Move]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Plan:
    """A lead to be opened; `known` is the customer whom the store has already."""

    ready: Ready
    wish: Wish
    known: Known | None


@dataclass(slots=True)
class Filer:
    """Files the prepared rows of one import."""

    work: Work
    import_id: UUID
    options: ImportOptions
    desk: Desk
    fresh_leads: FreshLeads
    fresh_files: FreshFiles
    _chunk: _Chunk = field(default_factory=_Chunk)
    _turned: dict[str, Any] | None = None
    _template: dict[str, Any] | None = None
    _cause: dict[str, str] = field(default_factory=dict)
    _opened: dict[tuple[UUID, str], int] = field(default_factory=dict)

    async def file(self, prepared: Prepared) -> list[Accounted]:
        """Accounts of every row of the chunk, in order."""
        self._chunk.accounts += prepared.settled
        keys = [key for ready in prepared.ready for key in ready.keys]
        known = await chunk_repository.known_by_keys(self.work.session, self.desk.id, keys) if keys else {}
        people = list({one.customer_id for one in known.values()})
        held = await chunk_repository.keys_held(self.work.session, people) if people else {}
        plans: list[_Plan] = []
        for ready in prepared.ready:
            found = next((known[key] for key in ready.keys if key in known), None)
            if found is None or not await self._met(ready, found, held.get(found.customer_id, set())):
                plans.append(_Plan(ready, ready.wish, found))
        for plan, choice in zip(plans, self._choices(plans), strict=True):
            if plan.known is None:
                self._stranger(plan, choice)
            else:
                await self._further_lead(plan, plan.known, choice)
        await self._write()
        self._chunk.accounts.sort(key=lambda account: account.number)
        await chunk_repository.copy_rows(
            self.work.session, ImportedRow, [_kept(self.import_id, account) for account in self._chunk.accounts]
        )
        return self._chunk.accounts

    def _stranger(self, plan: _Plan, choice: Choice) -> None:
        owner_id = choice.person.id if choice.person else None
        file = plan.ready.file
        lead = self._lead(plan.wish, file.id, choice)
        wechat = any(point.kind is PointKind.WECHAT for point in plan.ready.points)
        score = self.fresh_files.score(file.customer, lead, wechat=wechat)
        self._chunk.customers.append({**file.customer, "owner_id": owner_id, **score})
        judged = self.fresh_leads.judge(lead, file.customer["lifecycle"])
        if judged is not None:
            lead |= judged[0]
            self._chunk.standings.append(judged[1])
        self._chunk.points += file.points
        access = {"customer_id": file.id, "store_id": self.desk.id, "owner_id": owner_id, "changed_at": self.work.now}
        self._chunk.access.append(access)
        self._hold(file.id, owner_id, choice.reason)
        key = file.customer["person_key"]
        self._chunk.told.append(
            ImportedCustomer(customer_id=file.id, owner_id=owner_id, person_key=key, sealed=plan.ready.sealed)
        )
        self._note("customer_imported", plan.wish, file.id, owner=choice.person, reason=choice.reason)
        self._account(plan.ready, RowOutcome.CREATED, file.id, lead["id"])

    def _hold(self, customer_id: UUID, owner_id: UUID | None, how: str) -> None:
        """Ownership begins as it does for everybody who is registered; whom nobody got waits in the pool."""
        self._chunk.held.append(
            held_from_now(
                self.work,
                customer_id=customer_id,
                store_id=self.desk.id,
                owner_id=owner_id,
                previous_id=None,
                how=how,
                registered=(self.work.actor.staff_id, self.work.now),
            )
        )
        if owner_id is None:
            self._chunk.pooled.append(customer_id)

    async def _met(self, ready: Ready, known: Known, held: set[bytes]) -> bool:
        """Whether that was all: their open lead has heard of it, or the file has named them before."""
        wish = ready.wish
        first = self._opened.setdefault((known.customer_id, wish.family), ready.number)
        if first != ready.number:
            account = Accounted(ready.number, RowOutcome.DUPLICATE, "same_customer", first, ready.warnings)
            self._chunk.accounts.append(account)
            return True
        if set(ready.keys) - held or (not known.name and ready.name):
            await enriching.enrich(self.work, known.customer_id, ready.name, ready.points)
        lead = known.open_lead(wish.family)
        if lead is None:
            return False
        self._chunk.touched.append(lead.id)
        self._refs(wish, lead.id, known.customer_id)
        self._note("lead_touched", wish, known.customer_id)
        self._account(ready, RowOutcome.TOUCHED, known.customer_id, lead.id)
        if known.owner_id is None:
            self._adopt(ready, known)
        return True

    def _adopt(self, ready: Ready, known: Known) -> None:
        """Somebody of the pool asks again: given to an adviser at once, as by every other door."""
        choice = self._settled(_Plan(ready, ready.wish, known))
        if choice is None and self.options.assignment is RowAssignment.ROTATION:
            choice = opening.choice_for(self.desk, ready.wish, None)
            turned = opening.rotation_after(self.desk, ready.wish, choice)
            if turned is not None:
                self._turn_to(turned)
        if choice is not None and choice.person is not None:
            move = Move(known.customer_id, choice.person.id, choice.explanation)
            self._chunk.adopted[choice.reason].append(move)

    async def _further_lead(self, plan: _Plan, known: Known, choice: Choice) -> None:
        lead = self._lead(plan.wish, known.customer_id, choice)
        if self.desk.person(known.owner_id) is None and choice.person is not None:
            customer = await customers.get_customer(self.work.as_system(), known.customer_id)
            await customers.assign_customer(self.work, customer, choice.person.id, choice.reason)
        elif choice.person is None:
            self._chunk.pooled.append(known.customer_id)
        self._note("lead_imported", plan.wish, known.customer_id, owner=choice.person, reason=choice.reason)
        self._account(plan.ready, RowOutcome.ADDED, known.customer_id, lead["id"])

    def _choices(self, plans: Sequence[_Plan]) -> list[Choice]:
        """Who gets which lead: who is known keeps their adviser, the row may name one, the rest is shared out."""
        settled = [self._settled(plan) for plan in plans]
        open_ = [plan for plan, choice in zip(plans, settled, strict=True) if choice is None]
        dealt = iter(self._deal(open_) if self.options.assignment is RowAssignment.ROTATION else self._nobodys(open_))
        return [choice or next(dealt) for choice in settled]

    def _settled(self, plan: _Plan) -> Choice | None:
        owner = self.desk.person(plan.known.owner_id) if plan.known else None
        if plan.known is not None and owner is not None:
            reason = Reason.PRESENT_OWNER if plan.known.open_leads else Reason.FORMER_OWNER
            return opening.direct_choice(self.desk, plan.wish, reason, owner)
        named = self._person(plan.ready.adviser) if plan.ready.adviser else None
        if plan.ready.adviser and named is None and "adviser_unknown" not in plan.ready.warnings:
            plan.ready.warnings = (*plan.ready.warnings, "adviser_unknown")
        if named is None and self.options.assignment is RowAssignment.ADVISER:
            named = self.desk.person(self.options.adviser_id)
        return opening.direct_choice(self.desk, plan.wish, Reason.MANUAL, named) if named else None

    def _nobodys(self, plans: Sequence[_Plan]) -> list[Choice]:
        nobody = Choice(None, Reason.NOBODY, Tally(), self.desk.turn, direct(Reason.NOBODY, None))
        return [nobody] * len(plans)

    def _deal(self, plans: Sequence[_Plan]) -> list[Choice]:
        """The store's rotation over the whole chunk; when all are at their quota, the supervisor's queue."""
        if not plans:
            return []
        desk, channel = self.desk, self.options.channel
        deal = deal_out(
            [Item(plan.ready.file.id, plan.wish.make) for plan in plans],
            desk.people,
            posts=desk.settings.assignment.posts,
            on_duty=desk.on_duty,
            tally=tally_of(desk.counts, channel, day=desk.counts_day, today=desk.today),
            turn=desk.turn,
            quota=desk.settings.assignment.daily_quota,
            explained=False,
        )
        counts = with_tally(desk.counts, channel, deal.tally, day=desk.counts_day, today=desk.today)
        self._turn_to({"day": desk.today, "counts": counts, "turn": deal.turn})
        return [
            Choice(one.person, one.rule, deal.tally, deal.turn, direct(one.rule, one.person))
            if one.person
            else self._queued(plan)
            for plan, one in zip(plans, deal.items, strict=True)
        ]

    def _queued(self, plan: _Plan) -> Choice:
        choice = opening.choice_for(self.desk, plan.wish, None)
        turned = opening.rotation_after(self.desk, plan.wish, choice)
        if turned is not None:
            self._turn_to(turned)
        return replace(choice, explanation=direct(choice.reason, choice.person))

    def _turn_to(self, turned: dict[str, Any]) -> None:
        self._turned = turned
        self.desk = replace(self.desk, counts=turned["counts"], counts_day=turned["day"], turn=turned["turn"])

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
            self._cause = {"at": self.work.now.isoformat(), "import_id": str(self.import_id)}
        lead = {
            **self._template,
            **opening.from_wish(wish),
            "id": new_id(),
            "customer_id": customer_id,
            "assignee_id": choice.person.id if choice.person else None,
            "assignment": choice.explanation | self._cause,
            **_UNJUDGED,
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

    def _account(self, ready: Ready, outcome: RowOutcome, customer_id: UUID, lead_id: UUID) -> None:
        self._chunk.accounts.append(
            Accounted(ready.number, outcome, warnings=ready.warnings, customer_id=customer_id, lead_id=lead_id)
        )

    async def _write(self) -> None:
        session, chunk = self.work.session, self._chunk
        # What the rows before this one changed goes first: COPY does not know of the session's objects.
        await session.flush()
        await chunk_repository.copy_rows(session, Customer, chunk.customers)
        await chunk_repository.copy_rows(session, ContactPoint, chunk.points)
        await chunk_repository.copy_rows(session, CustomerAccess, chunk.access)
        await chunk_repository.copy_rows(session, Ownership, chunk.held)
        await chunk_repository.copy_rows(session, Lead, chunk.leads)
        await chunk_repository.copy_rows(session, Temperature, chunk.standings)
        await enter_all_unassigned(self.work, chunk.pooled, self.desk.id, self.desk.settings.pool)
        await chunk_repository.copy_rows(session, TimelineEntry, chunk.notes)
        await lead_repository.add_refs(session, chunk.refs)
        if chunk.touched:
            await chunk_repository.touch(session, chunk.touched, self.work.now)
        for how, moves in chunk.adopted.items():
            await take_out(self.work, moves, how)
        if self._turned is not None:
            await chunk_repository.turn(session, self.desk.id, self._turned)
        for first in range(0, len(chunk.told), _TOLD_AT_ONCE):
            self.work.emit(
                CustomersImported(
                    import_id=self.import_id,
                    store_id=self.desk.id,
                    group_id=self.desk.group_id,
                    customers=tuple(chunk.told[first : first + _TOLD_AT_ONCE]),
                )
            )


async def file_chunk(
    work: Work, import_id: UUID, store_id: UUID, options: ImportOptions, chunk: Prepared
) -> Sequence[Accounted]:
    """One chunk in the transaction of `work`."""
    desk = await held_desk(work, store_id)
    judges = await fresh_leads(work.session, store_id, work.now), FreshFiles(desk.settings)
    return await Filer(work, import_id, options, desk, *judges).file(chunk)


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
