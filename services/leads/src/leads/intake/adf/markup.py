"""From text to a tree of plain nodes: cut out the ADF part, read it as XML, repair it only where XML fails."""

import html
import re
from dataclasses import dataclass, field

from lxml import etree

from leads.intake.adf.decoding import clean_text, screen_text
from leads.intake.adf.prose import to_prose
from leads.intake.adf.repair import repair
from leads.intake.adf.wording import AdfRefused, WarningCode

_OPEN = re.compile(r"<(?:[\w.-]+:)?adf(?=[\s/>])", re.IGNORECASE)
_CLOSE = re.compile(r"</(?:[\w.-]+:)?adf\s*>", re.IGNORECASE)
_PROSPECT = re.compile(r"<(?:[\w.-]+:)?prospect(?=[\s/>])", re.IGNORECASE)
_ESCAPED = re.compile(r"&lt;(?:[\w.-]+:)?(?:adf|prospect)(?=\s|/|&gt;|>)", re.IGNORECASE)
_MAX_DEPTH = 120
_MAX_NODES = 20_000
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "hr"})


@dataclass(slots=True)
class Node:
    """An element reduced to what ADF needs: local name in lower case without separators, attributes likewise."""

    tag: str
    attrs: dict[str, str]
    parent: "Node | None" = None
    children: list["Node"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    """Text before the first child, then after each child."""

    @property
    def own(self) -> str:
        """Text that stands directly in this element."""
        return "".join(self.texts)

    @property
    def full(self) -> str:
        """Text of the element and of everything below it."""
        pieces = self.texts[:1]
        for child, tail in zip(self.children, self.texts[1:], strict=False):
            pieces += ["\n" if child.tag in _BREAKS else "", child.full, tail]
        return "".join(pieces)


def read_tree(text: str) -> tuple[Node, tuple[WarningCode, ...]]:
    """Find and read the ADF part of a body that may have mail text around it."""
    part, warnings = _slice(text)
    wrapped = f"<document>{part}</document>"
    root = _parse(wrapped, recover=False)
    if root is None:
        mended, truncated = repair(part)
        screen_text(mended)
        warnings.append(WarningCode.TRUNCATED if truncated else WarningCode.MARKUP_REPAIRED)
        # Recovering is safe only here: the raw bytes were screened and the repaired text declares nothing.
        root = _parse(f"<document>{mended}</document>", recover=True)
    if root is None:
        raise AdfRefused("not_xml")
    return _nodes(root), tuple(warnings)


def _slice(text: str) -> tuple[str, list[WarningCode]]:
    start = _start(text, _OPEN)
    if start is not None:
        part = _until_last_close(text, start)
    else:
        start = _start(text, _PROSPECT)
        if start is None:
            return _unescaped(text)
        part = text[start : text.rfind(">") + 1] or text[start:]
    if text.rfind("<![CDATA[", 0, start) > text.rfind("]]>", 0, start):
        # A whole document inside a wrapper's CDATA has its own CDATA ends split in two.
        part = part.replace("]]]]><![CDATA[>", "]]>")
    return part, []


def _until_last_close(text: str, start: int) -> str:
    end = None
    for end in _CLOSE.finditer(text, start):  # noqa: B007 - used after the loop
        pass
    return text[start : end.end()] if end else text[start:]


def _start(text: str, pattern: re.Pattern[str]) -> int | None:
    """Where the first match outside an XML comment begins."""
    at = 0
    while found := pattern.search(text, at):
        opened = text.rfind("<!--", at, found.start())
        closed = -1
        if opened != -1 and text.find("-->", opened, found.start()) == -1:
            closed = text.find("-->", found.start())
        if closed == -1:
            return found.start()
        at = closed + 3
    return None


def _unescaped(text: str) -> tuple[str, list[WarningCode]]:
    found = _ESCAPED.search(text)
    if found is None:
        raise AdfRefused("no_prospect" if re.match(r"\s*<[\w?!]", text) else "not_xml")
    whole = clean_text(html.unescape(text))
    screen_text(whole)
    plain = clean_text(html.unescape(text[found.start() :]))
    if _start(plain, _OPEN) is None and _start(plain, _PROSPECT) is None:
        raise AdfRefused("not_xml")
    part, warnings = _slice(plain)
    return part, [WarningCode.ESCAPED_DOCUMENT, *warnings]


def _parse(text: str, *, recover: bool) -> etree._Element | None:
    # resolve_entities and network access stay off although no declaration can reach this point.
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
        encoding="utf-8",
    )
    try:
        root = etree.fromstring(text.encode("utf-8"), parser)
    except etree.XMLSyntaxError as fault:
        if "depth" in str(fault).lower():
            raise AdfRefused("too_complex") from None
        return None
    except ValueError:
        return None
    if recover and any("depth" in entry.message.lower() for entry in parser.error_log):
        raise AdfRefused("too_complex")
    return root


def local_name(tag: str) -> str:
    """`{ns}Trade-In`, `adf:trade_in` → `tradein`."""
    name = tag.rpartition("}")[2].rpartition(":")[2]
    return re.sub(r"[-_.]", "", name).lower()


def _nodes(root: etree._Element) -> Node:
    """Copy the tree without recursion, refusing what is deeper or larger than any lead."""
    top = Node("document", {})
    stack: list[tuple[etree._Element, Node, int]] = [(root, top, 0)]
    count = 0
    while stack:
        element, node, depth = stack.pop()
        count += 1
        if depth > _MAX_DEPTH or count > _MAX_NODES:
            raise AdfRefused("too_complex")
        node.texts.append(to_prose(element.text or ""))
        for child in element:
            below = Node(local_name(str(child.tag)), _attributes(child), node)
            node.children.append(below)
            node.texts.append(to_prose(child.tail or ""))
            stack.append((child, below, depth + 1))
    return top


def _attributes(element: etree._Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, value in element.attrib.items():
        found.setdefault(local_name(str(name)), clean_text(str(value)).strip())
        if len(found) >= 50:
            break
    return found
