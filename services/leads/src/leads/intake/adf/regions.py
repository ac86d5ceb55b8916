"""Which country a document comes from, told from what it says about itself."""

import re
from datetime import timedelta

import phonenumbers
from service_defaults.contact_points import parse_phone

from leads.intake.adf.markup import Node
from leads.intake.adf.names import HAS_HAN
from leads.intake.adf.sections import PARTIES, inside, text_of, walk
from leads.intake.adf.values import is_missing, word

_NAMES = {
    "china": "CN", "中国": "CN", "中华人民共和国": "CN", "prchina": "CN", "mainlandchina": "CN", "chn": "CN",
    "unitedstates": "US", "unitedstatesofamerica": "US", "usa": "US", "america": "US", "canada": "CA", "can": "CA",
    "unitedkingdom": "GB", "uk": "GB", "greatbritain": "GB", "england": "GB", "scotland": "GB", "gbr": "GB",
    "australia": "AU", "aus": "AU", "newzealand": "NZ", "nzl": "NZ", "mexico": "MX", "méxico": "MX", "mex": "MX",
    "germany": "DE", "deutschland": "DE", "deu": "DE", "france": "FR", "fra": "FR", "spain": "ES", "españa": "ES",
    "italy": "IT", "italia": "IT", "japan": "JP", "日本": "JP", "korea": "KR", "southkorea": "KR", "puertorico": "PR",
    "hongkong": "HK", "香港": "HK", "macau": "MO", "macao": "MO", "澳门": "MO", "taiwan": "TW", "台湾": "TW",
    "singapore": "SG", "新加坡": "SG", "malaysia": "MY", "india": "IN", "brazil": "BR", "ireland": "IE",
    "netherlands": "NL", "belgium": "BE", "switzerland": "CH", "austria": "AT", "sweden": "SE", "norway": "NO",
    "southafrica": "ZA", "russia": "RU", "thailand": "TH", "vietnam": "VN", "philippines": "PH", "uae": "AE",
}  # fmt: skip
_CURRENCY = {
    "CNY": "CN", "RMB": "CN", "USD": "US", "CAD": "CA", "GBP": "GB", "AUD": "AU", "NZD": "NZ", "JPY": "JP",
    "HKD": "HK", "TWD": "TW", "MOP": "MO", "SGD": "SG", "MXN": "MX", "KRW": "KR", "INR": "IN", "BRL": "BR",
}  # fmt: skip
_STATE_CODES = """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND
OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY DC PR"""
_PROVINCE_CODES = "AB BC MB NB NL NS NT NU ON PE QC SK YT"
_STATES = frozenset(_STATE_CODES.split())
_PROVINCES = frozenset(_PROVINCE_CODES.split())
_POSTAL = (
    ("CA", re.compile(r"[A-Z]\d[A-Z]\s?-?\d[A-Z]\d", re.IGNORECASE)),
    ("US", re.compile(r"\d{5}(?:-\d{4})?")),
    ("GB", re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}", re.IGNORECASE)),
)
_WORDS = frozenset({"name", "street", "city", "regioncode", "firstname", "lastname", "fullname", "comments", "comment"})


def country_code(text: str | None) -> str | None:
    """ISO 3166 alpha-2 of a country as people write it; None when it is none."""
    folded = word(text)
    if folded in _NAMES:
        return _NAMES[folded]
    code = folded.upper()
    return code if code in phonenumbers.SUPPORTED_REGIONS else None


def regions_of(prospect: Node, outside: list[Node], *, zone: timedelta | None, store: str) -> tuple[str, ...]:
    """Likely countries, best evidence first, the store's region last.

    The customer's address beats the language of the words, those beat the dealer's address and the currency, and
    postal codes and the sender's time zone come after. `outside` are vendor and provider elements beside the prospect.
    """
    ranked: list[tuple[int, str]] = []
    for top in [prospect, *outside]:
        for node in walk(top):
            ranked += _evidence(node)
    if zone is not None and timedelta(hours=-10) <= zone <= timedelta(hours=-3):
        ranked.append((7, "US"))
    ranked.append((9, store.upper()))
    # Equal evidence is put in order of the codes: the order of elements must not decide.
    return tuple(dict.fromkeys(code for _, code in sorted(set(ranked))))


def _evidence(node: Node) -> list[tuple[int, str]]:
    found: list[tuple[int, str]] = []
    party = node.tag in PARTIES or inside(node, PARTIES)
    if "currency" in node.attrs:
        currency = _CURRENCY.get(node.attrs["currency"].strip().upper())
        found += [(4, currency)] if currency else []
    units = word(node.attrs.get("units") or node.attrs.get("unit"))
    if units in {"mi", "mile", "miles"}:
        found.append((8, "US"))
    if node.children:
        return found
    text = text_of(node).strip()
    if text and not is_missing(text):
        found += _leaf(node.tag, text[:2000], party=party)
    return found


def _leaf(tag: str, text: str, *, party: bool) -> list[tuple[int, str]]:
    if tag == "country":
        code = country_code(text)
        return [(3 if party else 1, code)] if code else []
    if tag in {"regioncode", "state", "province"}:
        upper = text.upper()
        place = "CA" if upper in _PROVINCES else "US" if upper in _STATES else None
        return [(6 if party else 5, place)] if place else []
    if tag in {"postalcode", "zip", "zipcode", "postcode"}:
        return [(6 if party else 5, code) for code, shape in _POSTAL if shape.fullmatch(text)]
    if tag == "locale":
        _, _, region = text.replace("_", "-").rpartition("-")
        return [(5, region.upper())] if region.upper() in phonenumbers.SUPPORTED_REGIONS and "-" in text else []
    if tag in {"phone", "telephone", "mobile", "cellphone"}:
        number = parse_phone(text, regions=())
        place = phonenumbers.region_code_for_number(phonenumbers.parse(number.e164)) if number and number.e164 else None
        return [(7, place)] if place and place != "CN" else []
    return [(2, "CN")] if tag in _WORDS and not party and HAS_HAN.search(text) else []
