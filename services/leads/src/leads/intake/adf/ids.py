"""Ids of leads, people and cars, and whether they identify anything."""

from leads.intake.adf.cars import AdfId
from leads.intake.adf.markup import Node
from leads.intake.adf.sections import text_of
from leads.intake.adf.values import Notes, value, word

_MOST = 20
_SHARED_SOURCES = frozenset({"leadtype", "type", "leadcategory", "category", "subtype"})


def read_ids(nodes: list[Node], notes: Notes) -> tuple[AdfId, ...]:
    """Ids with their issuer, each once. Many senders put a word there ("Email") that every lead of theirs shares."""
    found: dict[tuple[str | None, str], AdfId] = {}
    for node in nodes[:_MOST]:
        text = value(text_of(node), notes, "id")
        source = value(node.attrs.get("source"), notes, "id")
        if text is None:
            continue
        shared = word(source) in _SHARED_SOURCES or word(source) == word(text)
        telling = any(sign.isdigit() for sign in text) or len(text) >= 12
        found.setdefault((source, text), AdfId(source, text, node.attrs.get("sequence"), telling and not shared))
    return tuple(found.values())
