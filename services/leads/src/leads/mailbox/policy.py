"""Rules of mailboxes: whose mails count, what a mail is, when to try again, where one may connect. Pure."""

import hashlib
import ipaddress
import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any


class Security(StrEnum):
    """How the connection is protected; certificates are always verified. `plain` is for servers on this machine."""

    TLS = "tls"
    STARTTLS = "starttls"
    PLAIN = "plain"


class MailOutcome(StrEnum):
    """`call_noted`: somebody called, the customer is known; `repeated`: the same mail under another number."""

    LEAD = "lead"
    DUPLICATE = "duplicate"
    CALL_NOTED = "call_noted"
    QUARANTINED = "quarantined"
    REPEATED = "repeated"


class MailFault(StrEnum):
    """Why a mailbox cannot be read."""

    HOST_UNKNOWN = "host_unknown"
    HOST_FORBIDDEN = "host_forbidden"
    CONNECTION_FAILED = "connection_failed"
    TIMEOUT = "timeout"
    CERTIFICATE_REFUSED = "certificate_refused"
    TLS_FAILED = "tls_failed"
    LOGIN_REFUSED = "login_refused"
    FOLDER_UNKNOWN = "folder_unknown"
    PROTOCOL_ERROR = "protocol_error"


FAULTS: dict[MailFault, tuple[str, str]] = {
    MailFault.HOST_UNKNOWN: ("找不到该邮件服务器", "There is no such mail server"),
    MailFault.HOST_FORBIDDEN: (
        "该地址在内网，需由系统管理员登记后才能连接",
        "An internal address: ask the operator",
    ),
    MailFault.CONNECTION_FAILED: ("连接不上邮件服务器", "The mail server cannot be reached"),
    MailFault.TIMEOUT: ("邮件服务器没有响应", "The mail server does not answer"),
    MailFault.CERTIFICATE_REFUSED: ("服务器证书不可信", "The server's certificate is not to be trusted"),
    MailFault.TLS_FAILED: ("加密连接失败，请检查端口与加密方式", "No encrypted connection: check port and protection"),
    MailFault.LOGIN_REFUSED: (
        "账号或密码不正确（163、QQ 邮箱请填授权码）",
        "User or password refused (some providers ask for an app password)",
    ),
    MailFault.FOLDER_UNKNOWN: ("没有这个文件夹", "There is no such folder"),
    MailFault.PROTOCOL_ERROR: ("邮件服务器的回应无法理解", "The mail server's answer makes no sense"),
}

PORTS = frozenset({143, 993})
_SENDER = re.compile(r"(?:[^\s<>@\",;:()]{1,64})?@(?:[a-z0-9](?:[a-z0-9-]{0,62})\.)+[a-z]{2,24}", re.IGNORECASE)
_WORD_SIGNS = re.compile(r"[\r\n\x00]")


def is_sender(text: str) -> bool:
    """An address, or `@domain` for everybody there."""
    return _SENDER.fullmatch(text) is not None


def sender_entry(senders: Sequence[Mapping[str, Any]], address: str) -> Mapping[str, Any] | None:
    """The entry for an address; the address itself before its domain. A domain does not stand for those below it."""
    folded = address.casefold()
    for wanted in (folded, f"@{folded.rpartition('@')[2]}"):
        for entry in senders:
            if folded and str(entry["address"]).casefold() == wanted:
                return entry
    return None


def digest_of(message_id: str, text: str, raw: bytes) -> bytes:
    """What a mail is, wherever it lies: its Message-ID with its words; careless senders give one id to many mails."""
    if not message_id:
        return hashlib.sha256(raw).digest()
    words = re.sub(r"\s+", " ", text).strip()
    return hashlib.sha256(f"{message_id}\n{words}".encode("utf-8", "replace")).digest()


def next_poll(now: datetime, *, interval_minutes: int, failures: int, backoff_max_minutes: int) -> datetime:
    """After each failure in a row twice as long, up to the store's limit, never sooner than the interval."""
    longest = max(backoff_max_minutes, interval_minutes)
    minutes = min(interval_minutes * 2 ** min(failures, 12), longest)
    return now + timedelta(minutes=minutes)


def may_connect(host: str, port: int, addresses: Sequence[str], trusted: Sequence[str]) -> bool:
    """Every address is one of the open internet, at a mail port; or the operator has named this server."""
    if f"{host.casefold()}:{port}" in {one.casefold() for one in trusted}:
        return True
    return port in PORTS and bool(addresses) and all(_is_public(one) for one in addresses)


def may_be_plain(host: str, port: int, addresses: Sequence[str], trusted: Sequence[str]) -> bool:
    named = f"{host.casefold()}:{port}" in {one.casefold() for one in trusted}
    return named and bool(addresses) and all(ipaddress.ip_address(one).is_loopback for one in addresses)


def _is_public(text: str) -> bool:
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        # 64:ff9b::/96 carries an IPv4 address as well.
        return (
            inner is None and address.is_global and not address.is_multicast and not str(address).startswith("64:ff9b")
        )
    return address.is_global and not address.is_multicast


def is_word(text: str) -> bool:
    """Nothing that would end a line of the protocol."""
    return _WORD_SIGNS.search(text) is None
