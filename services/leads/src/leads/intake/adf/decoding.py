"""From bytes to clean text: size, declarations of DTDs and entities, character encoding, impossible characters."""

import codecs
import re
from dataclasses import dataclass

from leads.intake.adf.wording import AdfRefused, WarningCode

_DECLARATION = re.compile(rb"<!\s*(?:doctype|entity|element|attlist|notation)", re.IGNORECASE)
_TEXT_DECLARATION = re.compile(r"<!\s*(?:doctype|entity|element|attlist|notation)", re.IGNORECASE)
_ADF = re.compile(r"(?:<|&lt;)\s*(?:[\w.-]+:)?(?:adf|prospect)\b", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Charsets in which ASCII text is ASCII bytes (or plainly wide): others, such as UTF-7 or HZ, can hide markup.
_TRUSTED = re.compile(
    r"utf-8|utf-16(-[lb]e)?|utf-32(-[lb]e)?|gb2312|gbk|gb18030|big5(hkscs)?|cp9\d\d|cp125\d|iso8859-\d+"
    r"|shift_jis|euc_jp|euc_kr|koi8-[ru]|mac-roman|ascii"
)
# Every byte sequence is valid in these, so that decoding proves nothing.
_LATIN = frozenset({"iso8859-1", "iso8859-15", "cp1252", "mac-roman"})


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without any character that XML or the database refuses."""

    text: str
    encoding: str
    warnings: tuple[WarningCode, ...]


def decode(raw: bytes, *, declared_charset: str | None, max_bytes: int) -> Decoded:
    """Screen and decode a body. Raises `AdfRefused` for what must not be read at all.

    The screening sees the raw bytes: once the text is cut down to `<adf>`, a hostile document looks harmless.
    """
    if not raw.strip(b"\x00 \t\r\n"):
        raise AdfRefused("empty")
    if len(raw) > max_bytes:
        raise AdfRefused("too_large")
    _screen(raw)
    text, encoding, warnings = _decode(raw, declared_charset)
    clean = _ILLEGAL.sub("", text)
    if len(clean) < len(text.removeprefix("\ufeff")):
        warnings = (*warnings, WarningCode.CONTROL_CHARACTERS_REMOVED)
    screen_text(clean)
    return Decoded(clean.replace("\r\n", "\n").replace("\r", "\n"), encoding, warnings)


def clean_text(text: str) -> str:
    """Drop what neither XML nor PostgreSQL can hold; needed again wherever escapes are resolved."""
    return _ILLEGAL.sub("", text)


def screen_text(text: str) -> None:
    """Refuse decoded text that declares a DTD or an entity."""
    if _TEXT_DECLARATION.search(text):
        raise AdfRefused("dtd_or_entity_refused")


def _screen(raw: bytes) -> None:
    # Without NULs, ASCII in UTF-16 and UTF-32 of either order reads like ASCII.
    views = [raw.replace(b"\x00", b"")]
    views += [raw.decode(codec, "ignore").encode("utf-8", "ignore") for codec in ("utf-7", "cp037", "cp1026")]
    if any(_DECLARATION.search(view) for view in views):
        raise AdfRefused("dtd_or_entity_refused")


def _decode(raw: bytes, declared_charset: str | None) -> tuple[str, str, tuple[WarningCode, ...]]:
    for codec in _candidates(raw, declared_charset):
        text = _strictly(raw, codec)
        if text is not None and _ADF.search(text):
            if codec in _LATIN and _is_chinese(raw):
                break
            return text, codec, _disagreement(raw, codec)
    damaged = _damaged_utf8(raw)
    if damaged is not None and _ADF.search(damaged):
        return damaged, "utf-8", (WarningCode.BYTES_REPLACED,)
    for codec in ("gb18030", "cp1252"):
        text = _strictly(raw, codec)
        if text is not None and _ADF.search(text):
            return text, codec, (WarningCode.ENCODING_GUESSED,)
    text = raw.decode("gb18030", "replace")
    if _ADF.search(text):
        return text, "gb18030", (WarningCode.BYTES_REPLACED,)
    texts = [_strictly(raw, codec) for codec in _candidates(raw, declared_charset)]
    known = next((text for text in texts if text is not None), None)
    if known is None:
        raise AdfRefused("undecodable")
    raise AdfRefused("no_prospect" if re.match(r"\s*<[\w?!]", known) else "not_xml")


def _candidates(raw: bytes, declared_charset: str | None) -> list[str]:
    """BOM, then UTF-8, then what was declared. UTF-16 without a BOM shows in its NULs, not in its declaration."""
    found = [codec for bom, codec in _BOMS if raw.startswith(bom)]
    if not found:
        head = raw[:400]
        if head.count(0) * 3 > len(head):
            wide = "32" if head.count(0) * 5 > len(head) * 3 else "16"
            found.append(f"utf-{wide}-{'be' if head[0] == 0 else 'le'}")
    found.append("utf-8")
    inside = _XML_ENCODING.search(raw[:2000])
    for name in (declared_charset, inside[1].decode("ascii", "ignore") if inside else None):
        codec = _trusted(name)
        if codec:
            found.append(codec)
    return list(dict.fromkeys(found))


def _disagreement(raw: bytes, codec: str) -> tuple[WarningCode, ...]:
    inside = _XML_ENCODING.search(raw[:2000])
    stated = _trusted(inside[1].decode("ascii", "ignore")) if inside else None
    agrees = stated is None or stated == "ascii" or codec.startswith(stated) or stated.startswith(codec)
    return () if agrees else (WarningCode.ENCODING_GUESSED,)


def _is_chinese(raw: bytes) -> bool:
    """Whether bytes declared as Latin are GB 2312: high bytes in pairs only, all of them known characters."""
    runs = re.findall(rb"[\x80-\xff]+", raw)
    try:
        raw.decode("gb2312")
    except UnicodeDecodeError:
        return False
    return bool(runs) and all(len(run) % 2 == 0 for run in runs)


def _trusted(name: str | None) -> str | None:
    try:
        codec = codecs.lookup((name or "").strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    if not _TRUSTED.fullmatch(codec):
        return None
    # GB 18030 contains GBK and GB 2312, and senders of either use characters outside.
    return "gb18030" if codec in {"gb2312", "gbk"} else codec


def _strictly(raw: bytes, codec: str) -> str | None:
    body = raw
    for bom, owner in _BOMS:
        if owner == codec and raw.startswith(bom):
            body = raw[len(bom) :]
    if codec.startswith("utf-16"):
        body = body[: len(body) // 2 * 2]
    try:
        return body.decode(codec, "surrogatepass" if codec.startswith("utf-") else "strict")
    except (UnicodeError, ValueError):
        return None


def _damaged_utf8(raw: bytes) -> str | None:
    """UTF-8 with a few bad bytes (cut in the middle of a character) rather than another encoding."""
    text = raw.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(1 for sign in text if sign > "\x7f") - bad
    return text if good >= 4 * bad else None
