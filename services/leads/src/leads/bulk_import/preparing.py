"""The part of filing that needs no database: rows read, numbers compared within the file, contact data sealed.

It runs in a thread of the import worker while the chunk before is being written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from service_defaults.encryption import Vault

from leads.bulk_import.policy import RowOutcome
from leads.bulk_import.reading import ReadRow, Rules, read_row
from leads.customer import filing
from leads.customer.filing import HomeStore, NewFile
from leads.customer.policy import Lifecycle, Point, identifying
from leads.lead.wish import Wish

_DIGEST = 12


@dataclass(slots=True)
class Ready:
    """A row that may be filed: what is wanted, its blind indexes, its rows should the store not know it."""

    number: int
    warnings: tuple[str, ...]
    adviser: str
    wish: Wish
    name: str
    points: tuple[Point, ...]
    keys: tuple[bytes, ...]
    file: NewFile
    sealed: str


@dataclass(slots=True)
class Accounted:
    """What became of a row, as it is kept."""

    number: int
    outcome: RowOutcome
    reason: str | None = None
    same_as: int | None = None
    warnings: tuple[str, ...] = ()
    customer_id: UUID | None = None
    lead_id: UUID | None = None


@dataclass(slots=True)
class Prepared:
    """One chunk: what is settled already, and what the store has to be asked about. `at` is its business instant."""

    next_row: int
    at: datetime
    settled: list[Accounted] = field(default_factory=list)
    ready: list[Ready] = field(default_factory=list)


@dataclass(slots=True)
class Preparer:
    """Knows which numbers of the file it has seen: in a hundred thousand rows some stand twice."""

    vault: Vault
    store: HomeStore
    rules: Rules
    actor_id: UUID | None
    seen: dict[bytes, int] = field(default_factory=dict)

    def prepare(self, rows: Sequence[tuple[int, Sequence[Any]]]) -> Prepared:
        chunk = Prepared(next_row=rows[-1][0] + 1, at=self.rules.now)
        for number, cells in rows:
            read = read_row(self.rules, number, cells)
            account = self._settled(read)
            if account is not None:
                chunk.settled.append(account)
                continue
            keys = self._keys(read)
            first = self._first(keys, number)
            if first is not None:
                chunk.settled.append(_duplicate(read, first))
            else:
                chunk.ready.append(self._ready(read, keys))
        return chunk

    def remember(self, rows: Sequence[tuple[int, Sequence[Any]]]) -> None:
        """Rows that an earlier run has filed."""
        for number, cells in rows:
            read = read_row(self.rules, number, cells)
            if read.prospect is not None:
                self._first(self._keys(read), number)

    def look(self, rows: Sequence[tuple[int, Sequence[Any]]]) -> list[tuple[ReadRow, tuple[bytes, ...], int | None]]:
        """For the check: the rows with their blind indexes and the earlier row of the same number."""
        looked: list[tuple[ReadRow, tuple[bytes, ...], int | None]] = []
        for number, cells in rows:
            read = read_row(self.rules, number, cells)
            keys = self._keys(read) if read.prospect else ()
            looked.append((read, keys, self._first(keys, number) if keys else None))
        return looked

    @staticmethod
    def _settled(read: ReadRow) -> Accounted | None:
        if read.skip is not None:
            return Accounted(read.number, RowOutcome.SKIPPED, read.skip)
        if read.refusal is not None:
            return Accounted(read.number, RowOutcome.REFUSED, read.refusal, warnings=read.warnings)
        return None

    def _keys(self, read: ReadRow) -> tuple[bytes, ...]:
        assert read.prospect is not None  # noqa: S101 - settled rows do not come here
        points = identifying(read.prospect.points)
        keys = (filing.key_index(self.vault, self.store.id, point) for point in points)
        return tuple(key for key in keys if key)

    def _first(self, keys: Sequence[bytes], number: int) -> int | None:
        """The earlier row with one of these numbers; otherwise this row is the first."""
        first = next((self.seen[key[:_DIGEST]] for key in keys if key[:_DIGEST] in self.seen), None)
        for key in keys:
            self.seen.setdefault(key[:_DIGEST], number if first is None else first)
        return first

    def _ready(self, read: ReadRow, keys: tuple[bytes, ...]) -> Ready:
        assert read.prospect is not None  # noqa: S101 - settled rows do not come here
        file = filing.new_file(
            self.vault,
            self.store,
            read.prospect.draft(),
            owner_id=None,
            lifecycle=Lifecycle.POTENTIAL,
            now=self.rules.now,
            actor_id=self.actor_id,
        )
        options = self.rules.options
        wish = replace(read.prospect.wish(None), channel=options.channel, responded=not options.starts_clock)
        return Ready(
            number=read.number,
            warnings=read.warnings,
            adviser=read.adviser,
            wish=wish,
            name=read.prospect.name,
            points=read.prospect.points,
            keys=keys,
            file=file,
            sealed=self.vault.seal_for_transport(file.contact),
        )


def _duplicate(read: ReadRow, first: int) -> Accounted:
    return Accounted(read.number, RowOutcome.DUPLICATE, "duplicate_in_file", first, read.warnings)
