"""One e-mail as it came: who sent it, and the parts that can be read. Pure; nothing packed is ever unpacked."""

import codecs
import contextlib
import html
import re
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from leads.intake.adf.decoding import clean_text
from leads.intake.adf.prose import lines, to_prose

MEDIA_TYPE = "message/rfc822"
MOST_PARTS = 60
_PART_BYTES = 262_144
_XML_KINDS = frozenset({"application/x-adf+xml", "text/xml", "application/xml"})
_ADDRESS = re.compile(r"""\s*(?:[^<>]*<)?\s*([^\s<>@",;:()]+@[A-Za-z0-9][A-Za-z0-9.-]*)\s*>?\s*""")
_ADF = re.compile(r"(?:<|&lt;)\s*(?:[\w.-]+:)?(?:adf|prospect)\b", re.IGNORECASE)
_HTML_DOCTYPE = re.compile(r"\A\s*<!doctype\s+html[^>\[]{0,300}>", re.IGNORECASE)
_TOO_FEW = re.compile(r"gb2312|gbk|hz|euc-cn|cp936|x-gbk", re.IGNORECASE)
_RESULT = re.compile(r"\b(dmarc|dkim)\s*=\s*pass\b([^;]*)", re.IGNORECASE)
_SIGNER = re.compile(r"\bheader\.(?:d|i|from)\s*=\s*@?\"?([A-Za-z0-9.-]+)", re.IGNORECASE)


class MailUnreadable(Exception):
    """The mail as a whole cannot be read; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Part:
    """A part that may hold a document, in bytes as the sender encoded its characters."""

    body: bytes
    charset: str | None


@dataclass(frozen=True, slots=True)
class Mail:
    """`sender` is the one address of From, in lower case, empty when there is not exactly one."""

    sender: str
    subject: str
    message_id: str
    sent_at: datetime | None
    text: str
    documents: tuple[Part, ...]
    verdicts: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        return self.sender.rpartition("@")[2]

    def vouched_for(self, authority: str) -> bool:
        """Whether the mailbox's own server, by its name, found the sender's domain genuine.

        Only the topmost verdict counts: servers put theirs in front, and what stands below may be the sender's own.
        """
        if not self.verdicts:
            return False
        name, _, told = self.verdicts[0].partition(";")
        if (name.split() or [""])[0].casefold() != authority.casefold():
            return False
        return any(self._same_house(found) for found in _RESULT.finditer(told))

    def _same_house(self, found: re.Match[str]) -> bool:
        domains = [signer.casefold() for signer in _SIGNER.findall(found[2])]
        return any(one and (self.domain == one or self.domain.endswith(f".{one}")) for one in domains)


def read_mail(raw: bytes) -> Mail:
    """Raises `MailUnreadable`."""
    try:
        message = message_from_bytes(raw)
        leaves = _leaves(message)
    except MailUnreadable:
        raise
    except (ValueError, LookupError, RecursionError, AttributeError, TypeError, IndexError) as error:
        # What the standard parser does with the strangest mails.
        raise MailUnreadable("mail_unreadable") from error
    documents = [part for part, rank in sorted(_documents(leaves), key=lambda pair: pair[1])]
    return Mail(
        sender=_sender(message),
        subject=_header(message, "Subject")[:300],
        message_id=_header(message, "Message-ID").strip("<> ")[:200],
        sent_at=_sent_at(message),
        text=_text(leaves),
        documents=tuple(documents),
        verdicts=tuple(" ".join(str(value).split()) for value in message.get_all("Authentication-Results", [])),
    )


def readable(raw: bytes) -> str:
    """What a person can read of a mail: who, about what, the words."""
    try:
        mail = read_mail(raw)
    except MailUnreadable:
        return raw.decode("utf-8", "replace")
    documents = [_decoded(part.body, part.charset) for part in mail.documents]
    words = [mail.text, *(text for text in documents if text.strip() not in mail.text)]
    return "\n\n".join([f"From: {mail.sender}\nSubject: {mail.subject}", *(one for one in words if one.strip())])


@dataclass(frozen=True, slots=True)
class _Leaf:
    kind: str
    name: str
    body: bytes
    charset: str | None

    @property
    def decoded(self) -> str:
        return _decoded(self.body, self.charset)


def _leaves(message: Message) -> list[_Leaf]:
    found: list[_Leaf] = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            raise MailUnreadable("mail_too_many_parts")
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        name = str(part.get_filename() or "").casefold()
        if not (kind.startswith("text/") or kind in _XML_KINDS or name.endswith((".xml", ".adf"))):
            continue
        body = part.get_payload(decode=True)
        if isinstance(body, bytes) and body.strip():
            found.append(_Leaf(kind, name, body[: _PART_BYTES + 1], part.get_content_charset()))
    return found


def _documents(leaves: list[_Leaf]) -> list[tuple[Part, int]]:
    """What may hold ADF, the likeliest first: an attachment, then the text, then the text as HTML."""
    found: list[tuple[Part, int]] = []
    for leaf in leaves:
        if leaf.kind in _XML_KINDS or leaf.name.endswith((".xml", ".adf")):
            found.append((Part(leaf.body, leaf.charset), 0))
        elif _ADF.search(leaf.decoded):
            if leaf.kind == "text/html":
                plain = html.unescape(to_prose(_HTML_DOCTYPE.sub("", leaf.decoded)))
                found.append((Part(plain.encode("utf-8", "replace"), "utf-8"), 2))
            else:
                found.append((Part(leaf.body, leaf.charset), 1))
    return found


def _text(leaves: list[_Leaf]) -> str:
    plain = [leaf.decoded for leaf in leaves if leaf.kind == "text/plain"]
    rich = [to_prose(_HTML_DOCTYPE.sub("", leaf.decoded)) for leaf in leaves if leaf.kind == "text/html"]
    return "\n\n".join(lines(text) for text in (plain or rich))


def _decoded(body: bytes, charset: str | None) -> str:
    """UTF-8 where it fits, whatever was declared; else the declaration; Chinese as its widest form."""
    declared = _codec(charset)
    for codec in dict.fromkeys(["utf-8", *([declared] if declared else []), "gb18030"]):
        try:
            return clean_text(body.decode(codec).removeprefix("\ufeff")).replace("\r\n", "\n")
        except (UnicodeDecodeError, ValueError):
            continue
    return clean_text(body.decode(declared or "utf-8", "replace")).replace("\r\n", "\n")


def _codec(charset: str | None) -> str | None:
    if charset is None:
        return None
    if _TOO_FEW.fullmatch(charset):
        return "gb18030"
    try:
        found = codecs.lookup(charset)
    except (LookupError, ValueError):
        return None
    return found.name if getattr(found, "_is_text_encoding", False) and found.name != "utf-7" else None


def _header(message: Message, name: str) -> str:
    value = str(message.get(name) or "")
    with contextlib.suppress(ValueError, LookupError):
        value = str(make_header(decode_header(value)))
    return " ".join(clean_text(value).split())


def _sender(message: Message) -> str:
    values = message.get_all("From", [])
    found = _ADDRESS.fullmatch(str(values[0])) if len(values) == 1 else None
    return found[1].casefold() if found else ""


def _sent_at(message: Message) -> datetime | None:
    try:
        sent = parsedate_to_datetime(str(message.get("Date") or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return sent if sent.tzinfo is not None else None
