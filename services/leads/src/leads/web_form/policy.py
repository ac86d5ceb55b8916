"""Rules of public forms: tokens, proof of work, limits, what looks wrong. Pure."""

import base64
import hashlib
import hmac
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Protocol

_TOKEN = re.compile(r"(\d{1,12})\.(\d{1,2})\.([A-Za-z0-9_-]{16,32})\.([A-Za-z0-9_-]{22})")
_LINK = re.compile(
    r"(?:https?://|www\.)[^\s,,。]+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|ru|top|xyz|info|shop)\b",
    re.IGNORECASE,
)
_ODD_NAME = re.compile(r"\d{5}|[@/\\<>{}\[\]]|https?:|www\.", re.IGNORECASE)
_SHORT = 10
"""A message of fewer characters says the same in many mouths."""


class Outcome(StrEnum):
    TAKEN = "taken"
    QUARANTINED = "quarantined"


class Suspicion(StrEnum):
    """Why somebody of the store looks before it becomes a lead."""

    HONEYPOT = "form_honeypot"
    LINKS = "form_links"
    NAME_ODD = "form_name_odd"
    SAME_TEXT = "form_same_text"
    NUMBER_OFTEN = "form_number_often"


SUSPICIONS: dict[Suspicion, tuple[str, str]] = {
    Suspicion.HONEYPOT: ("填写了看不见的栏位，疑似机器提交", "A field that nobody sees was filled in: a machine?"),
    Suspicion.LINKS: ("留言含多个网址，疑似广告", "The message holds several web addresses: likely advertising"),
    Suspicion.NAME_ODD: ("姓名栏含网址或号码", "The name holds a web address or a number"),
    Suspicion.SAME_TEXT: ("短时间内多个号码提交相同留言", "The same message came under several numbers within an hour"),
    Suspicion.NUMBER_OFTEN: ("同一号码当天多次提交", "The same number was sent many times today"),
}


class FormRules(Protocol):
    """A store's numbers (`WebFormSettings`)."""

    @property
    def min_seconds(self) -> int: ...
    @property
    def max_minutes(self) -> int: ...
    @property
    def address_proof_per_hour(self) -> int: ...
    @property
    def address_limit_per_hour(self) -> int: ...
    @property
    def form_proof_per_10_minutes(self) -> int: ...
    @property
    def form_limit_per_hour(self) -> int: ...
    @property
    def number_per_day(self) -> int: ...
    @property
    def same_text_per_hour(self) -> int: ...
    @property
    def links_allowed(self) -> int: ...
    @property
    def proof_bits(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Token:
    """Goes out with a form and comes back with what was filled in. `bits` of proof were asked for."""

    born: datetime
    bits: int
    nonce: str

    def signed(self, key: bytes, form_key: str) -> str:
        head = f"{int(self.born.timestamp())}.{self.bits}.{self.nonce}"
        return f"{head}.{_signature(key, form_key, head)}"


def read_token(key: bytes, form_key: str, text: str) -> Token | None:
    """None for what was not issued with this form."""
    found = _TOKEN.fullmatch(text)
    if found is None:
        return None
    head = text.rpartition(".")[0]
    if not hmac.compare_digest(_signature(key, form_key, head), found[4]):
        return None
    return Token(datetime.fromtimestamp(int(found[1]), UTC), int(found[2]), found[3])


def _signature(key: bytes, form_key: str, head: str) -> str:
    digest = hmac.digest(key, f"{form_key} {head}".encode(), "sha256")[:16]
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


class Age(StrEnum):
    YOUNG = "young"
    RIGHT = "right"
    OLD = "old"


def age_of(token: Token, now: datetime, rules: FormRules) -> Age:
    """A token from the future is as good as an old one: its clock was another."""
    passed = now - token.born
    if passed > timedelta(minutes=rules.max_minutes) or passed < timedelta(seconds=-2):
        return Age.OLD
    return Age.YOUNG if passed < timedelta(seconds=rules.min_seconds) else Age.RIGHT


def seconds_left(token: Token, now: datetime, rules: FormRules) -> int:
    """Until the form may be sent."""
    left = token.born + timedelta(seconds=rules.min_seconds) - now
    return max(0, -int(-left.total_seconds() // 1))


def is_proof(token_text: str, proof: str, bits: int) -> bool:
    """Whether SHA-256 of `token:proof` begins with so many zero bits."""
    digest = hashlib.sha256(f"{token_text}:{proof}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0 if bits else True


@dataclass(frozen=True, slots=True)
class Traffic:
    """What was sent lately: from this address and by this form within an hour, by the form within ten minutes."""

    address_hour: int = 0
    form_hour: int = 0
    form_10_minutes: int = 0
    number_day: int = 0
    same_text_hour: int = 0


def bits_needed(traffic: Traffic, rules: FormRules) -> int:
    """Under pressure a visitor's browser works for its submission; nobody else notices."""
    pressed = traffic.address_hour >= rules.address_proof_per_hour
    return rules.proof_bits if pressed or traffic.form_10_minutes >= rules.form_proof_per_10_minutes else 0


def must_wait(traffic: Traffic, rules: FormRules) -> bool:
    return traffic.address_hour >= rules.address_limit_per_hour or traffic.form_hour >= rules.form_limit_per_hour


def suspicion(*, honeypot: str, name: str, words: str, traffic: Traffic, rules: FormRules) -> Suspicion | None:
    """What a person should look at first. Never a reason to drop it."""
    if honeypot.strip():
        return Suspicion.HONEYPOT
    if _ODD_NAME.search(unicodedata.normalize("NFKC", name)):
        return Suspicion.NAME_ODD
    if len(_LINK.findall(unicodedata.normalize("NFKC", words))) > rules.links_allowed:
        return Suspicion.LINKS
    if traffic.same_text_hour >= rules.same_text_per_hour:
        return Suspicion.SAME_TEXT
    return Suspicion.NUMBER_OFTEN if traffic.number_day >= rules.number_per_day else None


def text_print(words: str) -> str | None:
    """What two messages share that say the same; None for one too short to tell."""
    folded = re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", words).casefold())
    return folded if len(folded) >= _SHORT else None


def may_be_asked_from(origin: str | None, host: str, allowed: tuple[str, ...] | list[str], *, writes: bool) -> bool:
    """The form's own page, or a registered web site. A page reading from its own host sends no origin."""
    if origin is None:
        return not writes
    folded = origin.casefold()
    return folded in allowed or (bool(host) and folded.partition("://")[2] == host.casefold())
