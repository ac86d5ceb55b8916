"""Tags that ADF does not know: kept by path, or put away where they are sensitive."""

import re

from leads.intake.adf.comments import mask_sensitive, place_of
from leads.intake.adf.document import Extension, SensitiveLine
from leads.intake.adf.markup import Node
from leads.intake.adf.prose import lines
from leads.intake.adf.sections import COMMENT, PARTIES, above, inside, text_of, walk
from leads.intake.adf.values import Notes, value
from leads.intake.adf.wording import WarningCode

_MOST = 60
_SENSITIVE_TAG = re.compile(
    r"ssn|sin|social(?:security|insurance)\w*|\w*income\w*|\w*salary|employ\w*|occupation|creditscore|creditrating"
    r"|bankruptcy|bankaccount\w*|routingnumber|accountnumber|driver\w*licen[cs]e\w*|passport\w*|\w*身份证\w*|\w*收入\w*"
    r"|银行卡\w*|creditcard\w*|rentorown|mortgage\w*|monthlyrent"
)
_SENSITIVE_HOLDERS = frozenset(
    {"creditapplication", "creditapp", "creditinfo", "employment", "employer", "coapplicant"}
)

_ALIASES = {"provider/referer": "provider/referrer", "provider/term": "provider/searchterm"}
_KNOWN_TAGS = """id requestdate year
modelyear make brand manufacturer model modelname series trim trimlevel version vin stock
stocknumber stockno stocknum doors bodystyle transmission odometer mileage kilometers kilometres miles
condition interiorcolor exteriorcolor preference imagetag price pricecomments optionname manufacturercode
weighting method amount balance status interest name firstname lastname fullname middlename surname givenname
familyname first last middle full email emailaddress phone telephone tel mobile mobilephone cellphone cell
homephone workphone fax street apartment city regioncode postalcode country state zip zipcode postcode
province earliestdate latestdate vendorname dealership service gender sex birthday birthdate dateofbirth
dob locale plate licenseplate br p div value number extension ext unit units companyname company"""
_KNOWN = frozenset(_KNOWN_TAGS.split())
_FINANCE = frozenset({"term", "rate", "frequency", "mileageallowance", "apr"})


def read_extensions(prospect: Node, outside: list[Node], notes: Notes) -> tuple[list[Extension], list[SensitiveLine]]:
    """Leaf elements that ADF does not know, by path; sensitive ones go to the restricted list instead."""
    found: list[Extension] = []
    hidden: list[SensitiveLine] = []
    for node in [here for top in [prospect, *outside] for here in walk(top)]:
        sensitive = _SENSITIVE_TAG.fullmatch(node.tag) is not None or inside(node, _SENSITIVE_HOLDERS)
        if node.children or node.tag in COMMENT or inside(node, COMMENT) or (node.tag in _KNOWN and not sensitive):
            continue
        known = node.tag == "description" and node.parent is not None and node.parent.tag == "timeframe"
        if known or (node.tag in _FINANCE and inside(node, frozenset({"finance"}))):
            continue
        if node.tag == "url" and inside(node, PARTIES):
            continue
        text = lines(text_of(node))[:4000]
        if value(text, Notes(), node.tag) is None:
            continue
        if sensitive:
            hidden.append(SensitiveLine(node.tag, text, place_of(node)))
            continue
        masked, more = mask_sensitive(text, place_of(node))
        hidden += more
        path = _path(node)
        found.append(Extension(_ALIASES.get(path, path), masked))
    kind = value(prospect.attrs.get("type"), notes, "prospect@type")
    found += [Extension("prospect@type", kind)] if kind else []
    if len(found) > _MOST:
        notes.add(WarningCode.TOO_MANY_VALUES, "extensions")
    if hidden:
        notes.add(WarningCode.SENSITIVE_MASKED, "extensions")
    return sorted(found, key=lambda extension: extension.path)[:_MOST], hidden


def _path(node: Node) -> str:
    names = [node.tag]
    for outer in above(node):
        if outer.tag in {"prospect", "adf", "document"}:
            break
        names.append(outer.tag)
    return "/".join(reversed(names))[-200:]
