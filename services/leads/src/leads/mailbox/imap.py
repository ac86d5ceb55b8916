"""IMAP4rev1 as far as reading one folder needs it: the standard library's client, in a thread of its own.

Mails are fetched without being marked as seen; names that are not ASCII go out as RFC 3501 §5.1.3 says.
"""

import base64
import imaplib
import re
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from leads.mailbox.policy import MailFault, Security

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SIZE = re.compile(rb"UID (\d+)|RFC822\.SIZE (\d+)")
_HEADER_BYTES = 16_384


class MailRefused(Exception):
    """The mailbox cannot be read; `fault` says why."""

    def __init__(self, fault: MailFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect: the addresses are checked ones, the name is what the certificate has to say."""

    host: str
    port: int
    security: Security
    addresses: tuple[str, ...]
    ca_file: str
    timeout: float

    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=self.ca_file or None)


@dataclass(frozen=True, slots=True)
class Folder:
    uid_validity: int
    messages: int


class _Client(imaplib.IMAP4):
    """Dials the checked addresses only."""

    def __init__(self, target: Target) -> None:
        self._target = target
        super().__init__(target.host, target.port, timeout=target.timeout)

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = _dialled(self._target, timeout)
        if self._target.security is Security.TLS:
            return self._target.context().wrap_socket(sock, server_hostname=self._target.host)
        return sock


def _dialled(target: Target, timeout: float | None) -> socket.socket:
    last: OSError = OSError("no address")
    for address in target.addresses:
        try:
            return socket.create_connection((address, target.port), timeout)
        except OSError as error:
            last = error
    raise last


class Imap:
    """One connection. Every call blocks: use it from a thread. Raises `MailRefused`."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._client: _Client | None = None

    def open(self, username: str, password: str, folder: str) -> Folder:
        try:
            self._client = client = _Client(self._target)
            if self._target.security is Security.STARTTLS:
                client.starttls(self._target.context())
            self._sign_in(client, username, password)
            return self._select(client, folder)
        except MailRefused:
            self.close()
            raise
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            self.close()
            raise MailRefused(_fault_of(error)) from error

    def close(self) -> None:
        client, self._client = self._client, None
        if client is None:
            return
        try:
            client.logout()
        except (OSError, imaplib.IMAP4.error):
            client.shutdown()

    def uids_after(self, last_uid: int, since: date | None) -> list[int]:
        """In order. `since` bounds the first look into a mailbox."""
        day = f" SINCE {since.day}-{_MONTHS[since.month - 1]}-{since.year}" if since else ""
        lines = self._uid("SEARCH", f"UID {last_uid + 1}:*{day}")
        numbers = [int(word) for line in lines if isinstance(line, bytes) for word in line.split() if word.isdigit()]
        # `n:*` answers the last mail even when its number is below n.
        return sorted(number for number in set(numbers) if number > last_uid)

    def sizes(self, uids: Sequence[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        for line in self._uid("FETCH", ",".join(str(uid) for uid in uids), "(UID RFC822.SIZE)"):
            text = line if isinstance(line, bytes) else b""
            uid, size = 0, 0
            for match in _SIZE.finditer(text):
                uid, size = int(match[1] or uid), int(match[2] or size)
            if uid:
                found[uid] = size
        return found

    def fetch(self, uid: int, most: int) -> bytes | None:
        """At most so many bytes; None when it is gone."""
        return self._body(uid, f"BODY.PEEK[]<0.{most}>")

    def fetch_head(self, uid: int) -> bytes | None:
        return self._body(uid, f"BODY.PEEK[HEADER]<0.{_HEADER_BYTES}>")

    def mark_seen(self, uid: int) -> None:
        self._uid("STORE", str(uid), "+FLAGS.SILENT", r"(\Seen)")

    def _body(self, uid: int, what: str) -> bytes | None:
        for line in self._uid("FETCH", str(uid), f"(UID {what})"):
            if isinstance(line, tuple) and len(line) > 1 and isinstance(line[1], bytes):
                return line[1]
        return None

    def _uid(self, command: str, *words: str) -> list[Any]:
        if self._client is None:
            raise MailRefused(MailFault.CONNECTION_FAILED)
        try:
            status, lines = self._client.uid(command, *words)
        except (OSError, imaplib.IMAP4.error, ValueError) as error:
            raise MailRefused(_fault_of(error)) from error
        if status != "OK":
            raise MailRefused(MailFault.PROTOCOL_ERROR)
        return lines

    @staticmethod
    def _sign_in(client: _Client, username: str, password: str) -> None:
        try:
            if "AUTH=PLAIN" in client.capabilities:
                client.authenticate("PLAIN", lambda _: f"\0{username}\0{password}".encode())
            else:
                client.login(_quoted(username), password)
        except UnicodeEncodeError:
            raise MailRefused(MailFault.LOGIN_REFUSED) from None
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise MailRefused(MailFault.LOGIN_REFUSED) from error
        if "ID" in client.capabilities:
            # NetEase refuses to open a folder for a client that did not say what it is.
            client.xatom("ID", '("name" "Chemai" "version" "1")')

    @staticmethod
    def _select(client: _Client, folder: str) -> Folder:
        status, lines = client.select(_quoted(_encoded(folder)))
        if status != "OK":
            raise MailRefused(MailFault.FOLDER_UNKNOWN)
        validity = client.response("UIDVALIDITY")[1]
        try:
            return Folder(int(validity[-1] or b""), int(lines[0] or b"0"))
        except (ValueError, IndexError, TypeError):
            raise MailRefused(MailFault.PROTOCOL_ERROR) from None


def _fault_of(error: Exception) -> MailFault:
    if isinstance(error, ssl.SSLCertVerificationError):
        return MailFault.CERTIFICATE_REFUSED
    if isinstance(error, TimeoutError):
        return MailFault.TIMEOUT
    if isinstance(error, ssl.SSLError):
        return MailFault.TLS_FAILED
    if isinstance(error, imaplib.IMAP4.error | ValueError):
        return MailFault.PROTOCOL_ERROR
    return MailFault.CONNECTION_FAILED


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _encoded(name: str) -> str:
    """Modified UTF-7: 线索 becomes &fr99Ig-."""
    whole: list[str] = []
    wide: list[str] = []

    def flush() -> None:
        if wide:
            packed = base64.b64encode("".join(wide).encode("utf-16-be")).decode().rstrip("=")
            whole.append(f"&{packed.replace('/', ',')}-")
            wide.clear()

    for sign in name:
        if " " <= sign <= "~":
            flush()
            whole.append("&-" if sign == "&" else sign)
        else:
            wide.append(sign)
    flush()
    return "".join(whole)
