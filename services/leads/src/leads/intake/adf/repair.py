"""Makes tag soup well-formed: bare ampersands, stray angle brackets, HTML, missing end tags, cut documents.

A plain scanner instead of the parser's own recovery: after one missing end tag libxml2 shifts every later element one
level down, and the next prospect would end up inside this one.
"""

import html
import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from leads.intake.adf.decoding import clean_text
from leads.intake.adf.prose import HTML_TAG, strip_html
from leads.intake.adf.wording import AdfRefused

_NAME = re.compile(r"[^\W\d][\w.:-]*")
_ATTRIBUTE = re.compile(r"""([^\W\d][\w.:-]*)\s*(?:=\s*(?:"([^"<]*)"|'([^'<]*)'|“([^”<]*)”|([^\s"'<>]+)))?""")
_REFERENCE = re.compile(r"&(?:#(\d{1,7}|x[0-9a-f]{1,6});?|([a-z][a-z0-9]{1,30});)", re.IGNORECASE)
_NO_MARKUP = re.compile(r"[^<>\s]*(?:@|://)")
_ALONE = frozenset({"prospect"})
_WORDY = frozenset({"comments", "comment", "note", "notes", "remark", "remarks", "message", "description"})
_MAX_ATTRIBUTES = 50
_MAX_OPEN = 200


@dataclass(slots=True)
class _Soup:
    """The scanner's state: what was written and which elements are still open."""

    out: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    trailing: int = 0
    absent: set[str] = field(default_factory=set)
    """Closers known not to come any more: without it, thousands of openers would each search to the end."""

    def find(self, text: str, closer: str, at: int) -> int:
        """Like `text.find`, but looks in vain only once."""
        found = -1 if closer in self.absent else text.find(closer, at)
        if found == -1:
            self.absent.add(closer)
        return found

    def close_down_to(self, name: str) -> None:
        while self.open:
            top = self.open.pop()
            self.out.append(f"</{top}>")
            if top == name:
                return


def repair(part: str) -> tuple[str, bool]:
    """Well-formed text of the same content, and whether the document ended before its elements did."""
    soup = _Soup()
    text = _without_formatting(part)
    at, end = 0, len(text)
    cut = False
    while at < end:
        bracket = text.find("<", at)
        stop = end if bracket == -1 else bracket
        if stop > at:
            soup.trailing = len(soup.out)
            soup.out.append(_plain(text[at:stop]))
        if bracket == -1:
            at = end
            cut = True
            break
        at, cut = _markup(text, bracket, soup)
    truncated = bool(soup.open)
    if truncated and (cut or text.rstrip()[-1:] != ">"):
        _drop_half_value(soup)
    soup.close_down_to("")
    return "".join(soup.out), truncated


def _drop_half_value(soup: _Soup) -> None:
    """Half a phone number is worse than none; half a comment is still worth reading."""
    if soup.open[-1].rpartition(":")[2].lower() not in _WORDY and soup.trailing == len(soup.out) - 1:
        soup.out.pop()


def _without_formatting(part: str) -> str:
    """Drop HTML formatting outside CDATA, where unclosed `<br>` and `<p>` break the nesting."""
    pieces = []
    at = 0
    while at < len(part):
        start = part.find("<![CDATA[", at)
        end = -1 if start == -1 else part.find("]]>", start)
        if end == -1:
            start, end = len(part), len(part)
        chunk = part[at:start]
        pieces += [strip_html(chunk) if HTML_TAG.search(chunk) else chunk, part[start : end + 3]]
        at = end + 3
    return "".join(pieces)


def _markup(text: str, at: int, soup: _Soup) -> tuple[int, bool]:
    """Handle what starts with `<` at `at`; returns where to go on and whether the text broke off inside it."""
    if text.startswith("<![CDATA[", at):
        return _cdata(text, at, soup)
    for start, stop in (("<!--", "-->"), ("<?", "?>")):
        if text.startswith(start, at):
            end = soup.find(text, stop, at)
            # An opener that is never closed is text: dropping it would drop the rest of the document.
            return (_literal(at, soup), False) if end == -1 else (end + len(stop), False)
    closing = text.startswith("</", at)
    name = _NAME.match(text, at + (2 if closing else 1))
    if name is None or _NO_MARKUP.match(text, at + 1):
        return _literal(at, soup), False
    end = _tag_end(text, name.end())
    if end == -1:
        return len(text), True
    if text[end] == "<":
        return _literal(at, soup), False
    if closing:
        _end_tag(name[0], soup)
    else:
        _start_tag(name[0], text[name.end() : end], soup)
    return end + 1, False


def _tag_end(text: str, at: int) -> int:
    """Position of the `>` that ends the tag, of a `<` that comes first, or -1. A quoted value may hold a `>`."""
    sign = re.compile(r"""[<>]|=\s{0,5}["']""")
    while found := sign.search(text, at):
        quote = found[0][-1]
        if quote in "<>":
            return found.start()
        end = text.find(quote, found.end())
        at = end + 1 if end != -1 and text.find("<", found.end(), end) == -1 else found.end()
    return -1


def _cdata(text: str, at: int, soup: _Soup) -> tuple[int, bool]:
    start = at + len("<![CDATA[")
    end = soup.find(text, "]]>", start)
    if end != -1:
        # Inside CDATA only text can stand, a second opener included.
        soup.out.append(escape(text[start:end].replace("<![CDATA[", "")))
        return end + 3, False
    following = re.compile(r"</[^\W\d]").search(text, start)
    stop = following.start() if following else len(text)
    soup.trailing = len(soup.out)
    soup.out.append(escape(text[start:stop]))
    return stop, following is None


def _literal(at: int, soup: _Soup) -> int:
    soup.out.append("&lt;")
    return at + 1


def _start_tag(name: str, rest: str, soup: _Soup) -> None:
    local = name.rpartition(":")[2]
    if local.lower() in _ALONE and any(opened.lower() == local.lower() for opened in soup.open):
        soup.close_down_to(next(opened for opened in reversed(soup.open) if opened.lower() == local.lower()))
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(rest):
        key = found[1].rpartition(":")[2]
        value = found[2] or found[3] or found[4] or found[5] or ""
        if not found[1].lower().startswith("xmlns") and len(attributes) < _MAX_ATTRIBUTES:
            attributes.setdefault(key, html.unescape(value))
    written = "".join(f" {key}={quoteattr(clean_text(value))}" for key, value in attributes.items())
    if rest.rstrip().endswith("/"):
        soup.out.append(f"<{local}{written}/>")
    else:
        soup.out.append(f"<{local}{written}>")
        soup.open.append(local)
        if len(soup.open) > _MAX_OPEN:
            raise AdfRefused("too_complex")


def _end_tag(name: str, soup: _Soup) -> None:
    local = name.rpartition(":")[2]
    same = next((opened for opened in reversed(soup.open) if opened.lower() == local.lower()), None)
    if same is not None:
        soup.close_down_to(same)


def _plain(text: str) -> str:
    """Resolve references XML does not know (&nbsp; &eacute;), escape ampersands that are none."""
    return escape(clean_text(_REFERENCE.sub(_resolved, _joined_surrogates(text))))


def _joined_surrogates(text: str) -> str:
    pair = re.compile(r"&#(55[23]\d{2}|56[0-2]\d{2}|563[01]\d);&#(56[3-9]\d{2}|57[0-2]\d{2}|573[0-4]\d);")
    return pair.sub(lambda m: chr(0x10000 + ((int(m[1]) - 0xD800) << 10) + int(m[2]) - 0xDC00), text)


def _resolved(found: re.Match[str]) -> str:
    if found[2]:
        return html.unescape(found[0])
    code = int(found[1][1:], 16) if found[1][0] in "xX" else int(found[1])
    return chr(code) if code < 0x110000 else ""
