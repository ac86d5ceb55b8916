"""Plain words out of whatever a comment field holds: HTML, entities escaped twice, padding."""

import html
import re
import unicodedata

from leads.intake.adf.decoding import clean_text

_HTML = (
    "a|abbr|article|aside|b|big|blockquote|body|br|center|dd|del|div|dl|dt|em|font|footer|h[1-6]|head|header|hr|html"
    "|i|img|ins|li|main|nobr|o:p|ol|p|pre|s|section|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead"
    "|tr|tt|u|ul|wbr"
)
HTML_TAG = re.compile(rf"</?(?:{_HTML})(?=[\s/>])[^<>]*>", re.IGNORECASE)
_BLOCK = re.compile(
    r"(?:<(?:br|hr)(?=[\s/>])[^<>]*>|</?(?:p|div|li|tr|h[1-6]|ul|ol|table|blockquote)(?=[\s/>])[^<>]*>)[ \t]*\n?",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"<(style|script|title)\b[^<>]{0,500}>[^<]{0,20000}</\1\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.IGNORECASE)
_PADDING = str.maketrans({"\u00a0": " ", "\u3000": " ", "\u2028": "\n", "\u2029": "\n"})


def to_prose(text: str) -> str:
    """HTML becomes lines of text; text that holds none stays as it is, a lone `<` or `&` included."""
    if HTML_TAG.search(text):
        text = strip_html(_HIDDEN.sub("", text))
    if _ENTITY.search(text):
        text = html.unescape(text) if len(text) < 100_000 else text
        if HTML_TAG.search(text):
            text = strip_html(text)
    return clean_text(text)


def strip_html(text: str) -> str:
    """Formatting tags out, line breaks kept; other tags stay."""
    return HTML_TAG.sub("", _BLOCK.sub("\n", text))


def one_line(text: str) -> str:
    """A field's value: blanks collapsed, direction marks and zero-width characters out."""
    visible = "".join(sign for sign in text.translate(_PADDING) if sign == "\t" or unicodedata.category(sign) != "Cf")
    return " ".join(visible.split())


def lines(text: str) -> str:
    """A comment's text: each line trimmed, at most one blank line in a row."""
    trimmed = [" ".join(line.split()) for line in text.translate(_PADDING).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(trimmed)).strip()
