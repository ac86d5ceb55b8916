"""The entry: bytes of an ADF document to what it says."""

from datetime import datetime
from zoneinfo import ZoneInfo

from leads.intake.adf.comments import read_comments
from leads.intake.adf.contacts import Setting, read_customer
from leads.intake.adf.dates import read_instant
from leads.intake.adf.decoding import decode
from leads.intake.adf.document import AdfDocument, AdfProspect, Timeframe
from leads.intake.adf.extensions import read_extensions
from leads.intake.adf.ids import read_ids
from leads.intake.adf.interpretation import interpret, note_gaps, rejection_of
from leads.intake.adf.markup import Node, read_tree
from leads.intake.adf.parties import parties_beside, read_provider, read_vendor, source_of
from leads.intake.adf.regions import regions_of
from leads.intake.adf.sections import COMMENT, CUSTOMER, TRADE, VEHICLE, Section, inside, text_of, walk
from leads.intake.adf.values import Notes, some_date, value, word
from leads.intake.adf.vehicles import MILE_COUNTRIES, find_vehicles, read_vehicle
from leads.intake.adf.wording import AdfRefused, WarningCode

_MOST_PROSPECTS = 100
_PARTS = frozenset({"vendor", "dealer", "provider", "prospect"}) | CUSTOMER | VEHICLE | TRADE
_RESEND = frozenset({"resend", "resent", "update", "updated", "duplicate", "重发"})


def read_adf(
    raw: bytes,
    *,
    declared_charset: str | None,
    store_tz: ZoneInfo,
    received_at: datetime,
    region: str = "CN",
    max_bytes: int = 262_144,
) -> AdfDocument:
    """Read a document as real senders write it.

    `declared_charset`: of the HTTP or mail header, a hint only. `store_tz`: for dates without a zone. `received_at`:
    aware; stands in for a missing request date. `region`: the store's country, for phone numbers.
    Raises `AdfRefused` when nothing of the document can be read; a bad prospect beside a good one is returned rejected.
    """
    decoded = decode(raw, declared_charset=declared_charset, max_bytes=max_bytes)
    tree, repairs = read_tree(decoded.text)
    nodes = [node for node in walk(tree) if node.tag == "prospect"]
    if not nodes:
        raise AdfRefused("no_prospect")
    if len(nodes) > _MOST_PROSPECTS:
        raise AdfRefused("too_complex")
    codes = (*decoded.warnings, *repairs)
    prospects = []
    for position, node in enumerate(nodes):
        notes = Notes()
        for code in codes:
            notes.add(code, "document")
        if inside(node, frozenset({"prospect"})):
            _lift(node)
        prospects.append(_Reading(node, notes, store_tz, received_at, region).prospect(position))
    document = Notes({(code, "document") for code in codes})
    return AdfDocument(tuple(prospects), decoded.encoding, document.warnings())


def _lift(node: Node) -> None:
    """A prospect inside another one is a prospect of its own; both keep their hands off each other's parts."""
    outer = node.parent
    if outer is not None:
        at = next(index for index, child in enumerate(outer.children) if child is node)
        outer.children.pop(at)
        outer.texts.pop(at + 1)
        while outer is not None and outer.tag == "prospect" and outer.parent is not None:
            outer = outer.parent
        node.parent = outer


class _Reading:
    """Reads one prospect; the pieces depend on each other in this order: date, regions, people, cars, meaning."""

    def __init__(self, node: Node, notes: Notes, store_tz: ZoneInfo, received_at: datetime, region: str) -> None:
        self.node = node
        self.notes = notes
        self.own = Section(node, _PARTS)
        self.outside = parties_beside(node)
        self.received_at = received_at
        stated = next(
            (value(text_of(n), notes, n.tag) for n in self.own.all("requestdate", "requestedat", "date")), None
        )
        self.asked = read_instant(stated, store_tz=store_tz, received_at=received_at)
        for code in self.asked.warnings:
            notes.add(code, "requestdate")
        self.regions = regions_of(node, self.outside, zone=self.asked.zone_hint, store=region)

    def prospect(self, position: int) -> AdfProspect:
        notes = self.notes
        latest = self.received_at.year + 2
        customer = read_customer(self.node, Setting(self.regions, self.received_at), notes)
        comments, hidden = read_comments(self.node, self._loose_comments(), notes)
        cars = [
            read_vehicle(node, notes, regions=self.regions, latest_year=latest)
            for node in find_vehicles(self.node, notes)
        ]
        wish = interpret(cars, comments, notes, latest_year=latest, miles=self.regions[0] in MILE_COUNTRIES)
        vendor = read_vendor(self.node, self.outside, notes)
        provider = read_provider(self.node, self.outside, notes)
        extensions, more = read_extensions(self.node, self.outside, notes)
        ids = read_ids(self.own.all("id"), notes)
        incomplete = note_gaps(wish, customer, notes, vendor=vendor is not None, provider=provider is not None)
        return AdfProspect(
            position=position,
            rejection=rejection_of(customer),
            status="resend" if self._is_resend() else "new",
            ids=ids,
            requested_at=self.asked.at,
            requested_at_stated=self.asked.stated,
            kind=wish.kind,
            vehicle=wish.wanted,
            also_interested=wish.also,
            trade_in=wish.own,
            customer=customer,
            comments=tuple(comments),
            sensitive=tuple(sorted({*hidden, *more}, key=lambda line: (line.label, line.value, line.place))),
            vendor=vendor,
            provider=provider,
            source=source_of(provider, [entry.source for entry in ids if entry.source]),
            timeframe=self._timeframe(),
            extensions=tuple(extensions),
            regions=self.regions,
            warnings=notes.warnings(),
            incomplete=incomplete,
        )

    def _is_resend(self) -> bool:
        status = word(self.node.attrs.get("status"))
        if status not in {"", "new"} | _RESEND:
            self.notes.add(WarningCode.STATUS_UNKNOWN, "prospect@status")
        return status in _RESEND

    def _loose_comments(self) -> list[Node]:
        """Comments beside the only prospect of a document belong to it."""
        around = self.node.parent
        if around is None or sum(child.tag == "prospect" for child in around.children) != 1:
            return []
        return [child for child in around.children if child.tag in COMMENT]

    def _timeframe(self) -> Timeframe | None:
        node = Section(self.node).first("timeframe")
        if node is None:
            return None
        section = Section(node)
        years = (1990, self.received_at.year + 20)
        dates = [
            some_date(section.text(self.notes, tag), self.notes, tag, between=years)
            for tag in ("earliestdate", "latestdate")
        ]
        description = section.text(self.notes, "description") or value(node.own, self.notes, "timeframe")
        return Timeframe(description, *dates) if description or any(dates) else None
