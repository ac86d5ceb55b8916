"""Rules of intake. Pure: which store, whether the sender has told this before."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from leads.lead.wish import Known

CAP_BYTES = 262_144
MEDIA_TYPES = frozenset({"application/x-adf+xml", "text/xml", "application/xml", "text/plain"})
REPLAY_DAYS = 7
"""A document that the same sender posts again within these days is a retry."""


def vendor_key(text: str) -> str:
    """How vendors are compared: without case, width, blanks and punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text).casefold())


@dataclass(frozen=True, slots=True)
class Placed:
    """`warning` when the document did not say which store."""

    store_id: UUID
    warning: str | None


def place(vendors: Sequence[str], *, mapped: Mapping[str, UUID], named: Mapping[str, UUID], default: UUID) -> Placed:
    """The partner's vendor map, then the stores' own names, else the default store with a warning."""
    keys = [key for vendor in vendors if (key := vendor_key(vendor))]
    for table in (mapped, named):
        for key in keys:
            if key in table:
                return Placed(table[key], None)
    return Placed(default, "store_by_default" if not keys else "vendor_unmapped")


class Meeting(StrEnum):
    """How a prospect meets what the store knows."""

    STRANGER = "stranger"
    CUSTOMER = "customer"
    SAME_LEAD = "same_lead"


@dataclass(frozen=True, slots=True)
class Match:
    meeting: Meeting
    known: Known | None = None
    warning: str | None = None


def match(known: Sequence[Known], *, has_key: bool, resend: bool) -> Match:
    """The number decides; the sender's id decides where there is none, and for what is declared a resend."""
    by_key = next((one for one in known if one.by_key), None)
    if by_key is not None:
        return Match(Meeting.SAME_LEAD if by_key.ref_lead_ids else Meeting.CUSTOMER, by_key)
    by_ref = next((one for one in known if one.ref_lead_ids), None)
    if by_ref is None:
        return Match(Meeting.STRANGER)
    if has_key and by_ref.has_key and not resend:
        # Some senders number every lead the same; another person's number tells.
        return Match(Meeting.STRANGER, warning="external_id_reused")
    return Match(Meeting.SAME_LEAD, by_ref)


WARNING_SENTENCES: dict[str, tuple[str, str]] = {
    "store_by_default": ("未写明经销商，归入默认门店", "No vendor was named; the default store was taken"),
    "vendor_unmapped": (
        "经销商未配置对应门店，归入默认门店",
        "The vendor is mapped to no store; the default was taken",
    ),
    "external_id_reused": ("线索编号已用于另一位客户", "The lead id was used for another customer before"),
    "lead_updated": ("重复发送，已更新原线索", "Sent again; the lead was brought up to date"),
    "visitor_not_linked": (
        "客户未同意使用浏览行为，未关联访客",
        "The customer has not agreed to be recognised; the visitor was not linked",
    ),
    "lead_repeated": ("重复发送，内容未变", "Sent again without changes"),
}


def sentence(code: str, language: str) -> tuple[str, str]:
    zh, en = WARNING_SENTENCES[code]
    return code, en if language == "en" else zh
