"""Postal addresses."""

import re

from leads.intake.adf.document import Address
from leads.intake.adf.markup import Node
from leads.intake.adf.regions import country_code
from leads.intake.adf.sections import Section, text_of
from leads.intake.adf.values import Notes, value, word


def read_address(section: Section, notes: Notes) -> Address | None:
    """The address element, or its parts where they stand directly in the contact; None when all is missing."""
    node = section.first("address")
    inner = Section(node) if node is not None else section
    lines = sorted(inner.all("street", "street1", "street2", "addressline1", "addressline2"), key=_line_number)
    streets = [text for street in lines if (text := value(text_of(street), notes, "street"))]
    if not streets and node is not None and not node.children:
        own = value(node.own, notes, "address")
        streets = [own] if own else []
    country = inner.text(notes, "country", "countrycode", "国家")
    fields = (
        inner.text(notes, "apartment", "unit", "suite"),
        inner.text(notes, "city", "城市"),
        inner.text(notes, "regioncode", "region", "state", "province", "省份"),
        inner.text(notes, "postalcode", "zip", "zipcode", "postcode", "邮编"),
    )
    if not streets and not any(fields) and not country:
        return None
    kind = word(node.attrs.get("type")) or None if node is not None else None
    return Address(tuple(streets[:5]), *fields, country_code(country), kind)


def _line_number(node: Node) -> int:
    line = node.attrs.get("line", "")
    return int(line) if re.fullmatch(r"[1-9]", line) else 2 if node.tag.endswith("2") else 1
