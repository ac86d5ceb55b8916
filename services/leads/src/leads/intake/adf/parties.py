"""Vendor and provider: for whom a lead is and who sent it."""

from service_defaults.contact_points import normalise_email, parse_phone

from leads.intake.adf.document import Party
from leads.intake.adf.ids import read_ids
from leads.intake.adf.markup import Node
from leads.intake.adf.sections import PARTIES, Section, inside, text_of, walk
from leads.intake.adf.values import Notes, value, word
from leads.intake.sources import LeadSource, source_for

_VENDOR_TAGS = ("vendor", "dealer")


def parties_beside(prospect: Node) -> list[Node]:
    """Vendor, provider and comments that stand beside or above the prospect: they hold for all of the document."""
    found: list[Node] = []
    above = prospect.parent
    while above is not None:
        found += [node for node in above.children if node.tag in PARTIES]
        above = above.parent
    return found


def read_vendor(prospect: Node, outside: list[Node], notes: Notes) -> Party | None:
    party = _party(_find(prospect, outside, _VENDOR_TAGS), ("vendorname", "dealername", "dealership"), notes)
    if party is not None and party.name:
        return party
    loose = Section(prospect).text(notes, "vendorname", "dealername", "dealership")
    if loose is None:
        return party
    return Party(loose, *((party.ids, party.service, party.url, party.email, party.phone) if party else _NOBODY))


_NOBODY = ((), None, None, None, None)


def read_provider(prospect: Node, outside: list[Node], notes: Notes) -> Party | None:
    return _party(_find(prospect, outside, ("provider",)), ("providername",), notes)


def source_of(provider: Party | None, id_sources: list[str]) -> LeadSource:
    """The canonical source: the provider's name, else its service, the issuer of the ids, its address on the web."""
    names = (provider.name, provider.service) if provider else ()
    issuers = tuple(entry.source or entry.value for entry in provider.ids) if provider else ()
    return source_for(*names, *issuers, *id_sources, provider.url if provider else None)


def _find(prospect: Node, outside: list[Node], tags: tuple[str, ...]) -> Node | None:
    inner = [node for node in walk(prospect) if node.tag in tags and not inside(node, PARTIES)]
    return next(iter([*inner, *(node for node in outside if node.tag in tags)]), None)


def _party(node: Node | None, names: tuple[str, ...], notes: Notes) -> Party | None:
    if node is None:
        return None
    own = Section(node, frozenset({"contact"}))
    everything = Section(node, frozenset({"prospect"}))
    quiet = Notes()
    phone = everything.text(quiet, "phone", "telephone")
    party = Party(
        name=own.text(notes, *names) or _name(own, notes) or _name(everything, notes),
        ids=read_ids(own.all("id"), notes),
        service=own.text(notes, "service"),
        url=own.text(notes, "url", "website"),
        email=normalise_email(everything.text(quiet, "email") or ""),
        phone=parse_phone(phone, regions=("CN",)) if phone else None,
    )
    return party if party.name or party.ids or party.service or party.url or party.email else None


def _name(section: Section, notes: Notes) -> str | None:
    """A company's name as written; given and family name of a person in charge are put together."""
    parts = [(word(node.attrs.get("part")), value(text_of(node), notes, "name")) for node in section.all("name")]
    whole = next((text for part, text in parts if text and part not in {"first", "middle", "last"}), None)
    return whole or " ".join(text for _, text in parts if text) or None
