"""The words that came with a lead, with what only few people may read taken out of them."""

import re

from leads.intake.adf.document import Comment, Place, SensitiveLine
from leads.intake.adf.markup import Node
from leads.intake.adf.prose import lines
from leads.intake.adf.sections import COMMENT, CUSTOMER, TRADE, VEHICLE, above, inside, walk
from leads.intake.adf.values import Notes, is_missing, word
from leads.intake.adf.wording import WarningCode

MASK = "••••"
_LONGEST = 20_000
_MOST = 60
_RANK: tuple[Place, ...] = (
    "customer", "contact", "prospect", "vehicle", "trade_in", "document", "provider", "vendor",
)  # fmt: skip

_OWN = frozenset({"tradein", "trade", "sell"})
_PLACES: dict[str, Place] = {
    "contact": "contact",
    "vendor": "vendor",
    "dealer": "vendor",
    "provider": "provider",
    "prospect": "prospect",
}
for _tag in VEHICLE:
    _PLACES[_tag] = "vehicle"
for _tag in CUSTOMER:
    _PLACES[_tag] = "customer"

# Keys of credit applications; a whole line "Key: value" is hidden. Chinese ones may stand inside a sentence.
# "_" stands for optional blanks, "~" for one more word.
_KEYS = (
    (
        r"ssn|s\.s\.n\.?|social_security(?:_(?:number|no\.?|#))?|sin|social_insurance(?:_(?:number|no\.?))?"
        r"|(?:[\w'/]{1,20}[ \t]+){0,2}(?:income|salary|wages?|bankruptcy|repossession)"
        r"|date_of_birth|d\.?o\.?b\.?|birth_date|(?:current[ \t]+)?employer~~|employment~~|occupation|job_title"
        r"|time_(?:at|with|on)~~~|rent_\x5f?(?:or|/)\x5f?_own|(?:monthly_)?(?:rent|mortgage)~|monthly\x5f?_payment"
        r"|residence_type|credit_(?:score|rating|history|range|card)~|fico(?:_score)?"
        r"|(?:bank|routing|account)_(?:account|number|no\.?|name)~|driver'?s?_licen[cs]e~|passport~"
        r"|身份证号?码?|证件号码?|银行卡号?|银行账号|开户行|(?:月|年|税后|家庭)?(?:收入|薪资?|工资)|征信\w{0,4}|信用卡\w{0,2}"
        r"|驾驶?证号?码?|出生日期|工作单位|社保\w{0,2}|公积金"
    )
    .replace("_", r"[ \t]*")
    .replace("~", r"(?:[ \t]+\w{1,20})?")
)
_LABEL = rf"(?P<label>(?<![\w])(?i:{_KEYS}))[ \t]*"
_IS = r"(?:[:=：]|(?<=\w)[ \t]+(?i:is)[ \t]|[为是][ \t]*(?=[¥￥\d]))[ \t]*"
_NEXT_KEY = r",?[ \t][A-Z][\w'/]*(?:[ \t][\w'/]+){0,3}[ \t]?[:=：]"
_KEYED = re.compile(
    rf"{_LABEL}{_IS}(?P<value>[^\n;；|]*?)(?=[ \t]*(?:$|[\n;；|，。]|\.[ \t]|[ \t]{{2,}}|{_NEXT_KEY}))", re.MULTILINE
)
_BARE = (
    ("ssn", re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])")),
    ("ssn", re.compile(r"(?<=\bssn\s)\d{9}\b|(?<=\bssn#)\d{9}\b", re.IGNORECASE)),
    ("id_card", re.compile(r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?![\dXx])")),
    ("bank_card", re.compile(r"(?<![\d])(?:4\d{3}|5[1-5]\d{2}|62\d{2})(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)")),
)


def read_comments(prospect: Node, outside: list[Node], notes: Notes) -> tuple[list[Comment], list[SensitiveLine]]:
    """All comments with where they stood, customer's first, and the sensitive values taken out of them."""
    found: dict[str, Comment] = {}
    hidden: list[SensitiveLine] = []
    for node in [here for top in [prospect, *outside] for here in walk(top)]:
        if node.tag not in COMMENT or inside(node, COMMENT):
            continue
        text = lines(node.full)
        if is_missing(text):
            continue
        if len(text) > _LONGEST:
            notes.add(WarningCode.VALUE_CUT, "comments")
        place = place_of(node)
        masked, lines_ = mask_sensitive(text[:_LONGEST], place)
        hidden += lines_
        known = found.get(masked)
        if known is None or _RANK.index(place) < _RANK.index(known.place):
            found[masked] = Comment(masked, place)
    if hidden:
        notes.add(WarningCode.SENSITIVE_MASKED, "comments")
    if len(found) > _MOST:
        notes.add(WarningCode.TOO_MANY_VALUES, "comments")
    ordered = sorted(found.values(), key=lambda comment: _RANK.index(comment.place))
    return ordered[:_MOST], hidden


def mask_sensitive(text: str, place: Place) -> tuple[str, list[SensitiveLine]]:
    """Replace sensitive values by a mask and give them back beside the text."""
    hidden: list[SensitiveLine] = []

    def hide(label: str, secret: str) -> str:
        if is_missing(secret.strip()):
            return secret
        hidden.append(SensitiveLine(label, secret.strip(), place))
        return MASK

    def keyed(found: re.Match[str]) -> str:
        start, end = found.span("value")
        before = text_now[found.start() : start]
        return before + hide(" ".join(found["label"].split()), text_now[start:end]) + text_now[end : found.end()]

    text_now = text
    text_now = _KEYED.sub(keyed, text_now)
    for label, pattern in _BARE:
        text_now = pattern.sub(lambda found, label=label: hide(label, found[0]), text_now)  # type: ignore[misc]
    return text_now, hidden


def place_of(node: Node) -> Place:
    """The nearest part of the document around an element."""
    for outer in above(node):
        if outer.tag in TRADE or (outer.tag in VEHICLE and word(outer.attrs.get("interest")) in _OWN):
            return "trade_in"
        found = _PLACES.get(outer.tag)
        if found:
            return found
    return "document"
