"""How documents are wrapped, encoded and broken, and what is refused: one test per deviation, all invented."""

import time
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from leads.intake.adf import AdfDocument, AdfProspect, AdfRefused, WarningCode, read_adf

SHANGHAI = ZoneInfo("Asia/Shanghai")
RECEIVED = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
DATE = "<requestdate>2026-11-20T09:30:00+08:00</requestdate>"
WANTED = '<vehicle interest="buy" status="new"><year>2026</year><make>比亚迪</make><model>汉EV</model></vehicle>'
CONTACT = '<contact><name part="full">张晓敏</name><phone>199 0000 0001</phone></contact>'
CUSTOMER = f"<customer>{CONTACT}</customer>"
VENDOR = "<vendor><vendorname>示例汽车城东店</vendorname></vendor>"
PROVIDER = "<provider><name>懂车帝</name></provider>"


def document(*parts: str, attrs: str = "") -> str:
    return f"<adf><prospect{attrs}>{''.join(parts)}</prospect></adf>"


def read(raw: str | bytes, charset: str | None = None) -> AdfDocument:
    body = raw if isinstance(raw, bytes) else raw.encode()
    return read_adf(body, declared_charset=charset, store_tz=SHANGHAI, received_at=RECEIVED)


def one(raw: str | bytes, charset: str | None = None) -> AdfProspect:
    prospects = read(raw, charset).prospects
    assert len(prospects) == 1
    return prospects[0]


def codes(prospect: AdfProspect) -> set[str]:
    return {warning.code for warning in prospect.warnings}


def name(prospect: AdfProspect) -> str | None:
    return prospect.customer.name.display if prospect.customer.name else None


GOOD = document(DATE, WANTED, CUSTOMER, VENDOR, PROVIDER)


def refusal(raw: str | bytes) -> str:
    with pytest.raises(AdfRefused) as refused:
        read(raw)
    assert refused.value.zh
    assert refused.value.en
    return refused.value.code


def test_a_clean_document_reads_without_a_warning() -> None:
    lead = one(GOOD)
    assert lead.readable
    assert lead.warnings == ()
    assert not lead.incomplete
    assert (lead.status, lead.kind, lead.source.code) == ("new", "buy", "dongchedi")
    assert lead.requested_at == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    assert lead.requested_at_stated
    assert (name(lead), lead.customer.phones[0].number.e164) == ("张晓敏", "+8619900000001")
    assert lead.vehicle
    assert (lead.vehicle.year, lead.vehicle.make, lead.vehicle.model) == (2026, "比亚迪", "汉EV")


@pytest.mark.parametrize(
    "around",
    [
        '<?ADF VERSION "1.0"?>\n<?XML VERSION “1.0”?>\n{}',
        '\n\n   <?xml version="1.0"?>{}',
        "Dear dealer,\nsee below (1 < 2 & 3 > 2)\n{}\n-- \nThe <b>platform</b>",
        "<!-- sample: <adf></adf> -->{}",
        '<soap:Envelope xmlns:soap="urn:x"><soap:Body>{}</soap:Body></soap:Envelope>',
        "<lead><![CDATA[{}]]></lead>",
    ],
)
def test_whatever_stands_around_the_document_is_cut_off(around: str) -> None:
    lead = one(around.format(GOOD))
    assert name(lead) == "张晓敏"
    assert lead.warnings == ()


def test_a_document_escaped_inside_a_mail_is_unescaped() -> None:
    lead = one(f"<html><body>{GOOD.replace('<', '&lt;').replace('>', '&gt;')}</body></html>")
    assert name(lead) == "张晓敏"
    assert WarningCode.ESCAPED_DOCUMENT in codes(lead)


HOSTILE = '<!DOCTYPE adf [<!ENTITY boom "x">]>' + GOOD


@pytest.mark.parametrize(
    "raw",
    [
        HOSTILE.encode(),
        HOSTILE.lower().encode(),
        HOSTILE.encode("utf-16"),
        HOSTILE.encode("utf-16-le"),
        HOSTILE.encode("utf-16-be"),
        HOSTILE.encode("utf-32"),
        HOSTILE.encode("utf-7"),
        "<!DOCTYPE a><adf/>".encode("cp037"),
        HOSTILE.replace("DOCTYPE", "DOC\x01TYPE").replace("ENTITY", "EN\x02TITY").encode(),
        b"mail text <!ENTITY x SYSTEM 'file:///etc/passwd'> " + GOOD.encode(),
        HOSTILE.replace("<", "&lt;").replace(">", "&gt;").encode(),
    ],
)
def test_declarations_are_refused_in_every_encoding(raw: bytes) -> None:
    assert refusal(raw) == "dtd_or_entity_refused"


def test_the_words_alone_are_harmless() -> None:
    lead = one(GOOD.replace("</customer>", "<comments>What is a DOCTYPE or ENTITY?</comments></customer>"))
    assert lead.comments[0].text == "What is a DOCTYPE or ENTITY?"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\x00" * 40, "empty"),
        (b"x" * 262_145, "too_large"),
        ("Name: 张三\nPhone: 19900000001".encode(), "not_xml"),
        (b"{}", "not_xml"),
        (b"<lead><name>x</name></lead>", "no_prospect"),
        (b"<adf></adf>", "no_prospect"),
        (b"\x80\xff\xfe\x00\xd8" * 9, "undecodable"),
        (("<adf><prospect>" + "<a>" * 5_000 + "</a>" * 5_000 + "</prospect></adf>").encode(), "too_complex"),
        (("<adf>" + "<prospect>" * 5_000).encode(), "too_complex"),
    ],
)
def test_documents_of_which_nothing_can_be_read(raw: bytes, code: str) -> None:
    assert refusal(raw) == code


@pytest.mark.parametrize(
    "raw",
    [
        ("<adf><prospect>" + "<!-- <adf " * 20_000).encode(),
        ("<adf><prospect>" + "<![CDATA[</a" * 20_000).encode(),
        ("<adf><prospect>" + "<![CDATA[" * 25_000).encode(),
        ("<adf><prospect><a " + 'x="' * 60_000).encode(),
        ("<adf><prospect><a " + "x='" * 30_000 + ">" + "<" * 100_000).encode(),
        ("<adf><prospect><comments>" + "a-" * 60_000 + "income" + "</comments></prospect></adf>").encode(),
        ("<adf><prospect><comments>" + "income: " * 30_000 + "</comments></prospect></adf>").encode(),
        ("<adf><prospect " + " ".join(f'a{n}="1"' for n in range(20_000)) + "/></adf>").encode(),
        ("<adf><prospect><phone>" + "1 " * 100_000 + "</phone></prospect></adf>").encode(),
        ("<adf><prospect>" + "<phone>19900000001</phone>" * 9_000 + "</prospect></adf>").encode(),
    ],
)
def test_nothing_takes_long(raw: bytes) -> None:
    before = time.process_time()
    try:
        read(raw)
    except AdfRefused as refused:
        assert refused.code  # noqa: PT017 - either outcome is right, a refusal has a code
    assert time.process_time() - before < 4


@pytest.mark.parametrize(
    ("raw", "charset", "encoding"),
    [
        (GOOD.encode("gb18030"), None, "gb18030"),
        (GOOD.encode("gbk"), "utf-8", "gb18030"),
        (('<?xml version="1.0" encoding="utf-16"?>' + GOOD).encode(), None, "utf-8"),
        (('<?xml version="1.0" encoding="iso-8859-1"?>' + GOOD).encode("gbk"), None, "gb18030"),
        (('<?xml version="1.0" encoding="GB2312"?>' + GOOD).encode("gbk"), None, "gb18030"),
        (GOOD.encode("utf-8-sig"), "gbk", "utf-8"),
        (GOOD.encode("utf-16"), None, "utf-16-le"),
        (GOOD.encode("utf-16-be"), None, "utf-16-be"),
        (GOOD.encode("big5", "replace"), "big5", "big5"),
        (b"\xff\xfe" + GOOD.encode(), None, "gb18030"),
    ],
)
def test_the_encoding_is_told_from_the_bytes(raw: bytes, charset: str | None, encoding: str) -> None:
    found = read(raw, charset)
    if encoding != "gb18030" or not raw.startswith(b"\xff"):
        assert found.encoding == encoding
    assert found.prospects[0].customer.phones[0].number.national == "19900000001"
    if encoding not in {"big5"} and not raw.startswith(b"\xff\xfe<"):
        assert name(found.prospects[0]) == "张晓敏"


def test_latin_names_survive_a_declared_charset() -> None:
    contact = "<contact><name>José Núñez</name><phone>19900000001</phone></contact>"
    raw = document(DATE, f"<customer>{contact}</customer>").encode("latin-1")
    assert name(one(raw, "iso-8859-1")) == "José Núñez"


@pytest.mark.parametrize(
    "bad", [b"\x00", b"\x0b", b"\xed\xa0\x80", "\ufffe".encode(), b"&#0;", b"&#x1f;", b"&#xD800;", b"\x7f"]
)
def test_impossible_characters_are_removed(bad: bytes) -> None:
    lead = one(GOOD.encode().replace("晓敏".encode(), "晓".encode() + bad + "敏".encode()))
    assert name(lead) == "张晓敏"
    assert codes(lead) & {
        WarningCode.CONTROL_CHARACTERS_REMOVED,
        WarningCode.MARKUP_REPAIRED,
        WarningCode.BYTES_REPLACED,
    }


@pytest.mark.parametrize(
    ("comment", "text"),
    [
        ("Tom & Jerry", "Tom & Jerry"),
        ("caf&eacute;&nbsp;noir &amp; co &unknown; &", "café noir & co &unknown; &"),
        ("<![CDATA[\n\n  padded  \n\n]]>", "padded"),
        ("<![CDATA[a<br />\nb<p>c</p>]]>", "a\nb\nc"),
        ("first<br>second<p>third", "first\nsecond\nthird"),
        ("<b>bold</b> <i>move</i>", "bold move"),
        ("price < 200000 and > 100000", "price < 200000 and > 100000"),
        ("see <https://example.com/a> or <a@example.com>", "see <https://example.com/a> or <a@example.com>"),
        ("&lt;b&gt;x&lt;/b&gt; &amp;amp; y", "x & y"),
        ("1 &lt; 2", "1 < 2"),
        ("&#55357;&#56832; ok", "😀 ok"),
        ("<![CDATA[never closed", "never closed"),
    ],
)
def test_comments_of_all_makes(comment: str, text: str) -> None:
    lead = one(
        document(DATE, WANTED, f"<customer>{CONTACT}<comments>{comment}</comments></customer>", VENDOR, PROVIDER)
    )
    assert [(found.place, found.text) for found in lead.comments] == [("customer", text)]
    assert lead.customer.phones[0].number.national == "19900000001"
    assert lead.vendor


def test_parties_outside_the_prospect_and_a_prospect_as_root() -> None:
    outside = one(f"<adf><prospect>{DATE}{WANTED}{CUSTOMER}</prospect>{VENDOR}{PROVIDER}</adf>")
    root = one(f"<prospect>{DATE}{WANTED}{CUSTOMER}{VENDOR}{PROVIDER}</prospect>")
    for lead in (outside, root):
        assert (lead.vendor.name if lead.vendor else None) == "示例汽车城东店"
        assert lead.source.code == "dongchedi"
        assert not lead.incomplete


def test_one_good_and_one_bad_prospect() -> None:
    both = read(
        f"<adf><prospect>{DATE}{WANTED}{CUSTOMER}</prospect>"
        f"<prospect status='resend'><id source='x'>9</id>{WANTED}</prospect></adf>"
    )
    assert [prospect.readable for prospect in both.prospects] == [True, False]
    assert both.rejected[0].rejection
    assert both.rejected[0].rejection.code == "no_customer"
    assert both.rejected[0].status == "resend"


def test_an_unclosed_prospect_does_not_swallow_the_next_one() -> None:
    found = read(f"<adf><prospect>{CUSTOMER}{WANTED}<prospect>{CUSTOMER.replace('0001', '0002')}</prospect></adf>")
    assert [p.customer.phones[0].number.national for p in found.prospects] == ["19900000001", "19900000002"]


@pytest.mark.parametrize("cut", ["</vehicle>", "<model>汉", "<customer>"])
def test_cut_documents_give_what_they_have(cut: str) -> None:
    whole = document(DATE, CUSTOMER, WANTED) if cut != "<customer>" else document(CUSTOMER, WANTED, "<customer>")
    lead = one(whole[: whole.rindex(cut) + len(cut)])
    assert name(lead) == "张晓敏"
    assert WarningCode.TRUNCATED in codes(lead)
    assert not lead.vehicle or lead.vehicle.model in {None, "汉EV"}


def test_namespaces_and_upper_case_tags() -> None:
    spaced = GOOD.replace("</", "</a:").replace("<", "<a:").replace("<a:/a:", "</a:")
    declared = spaced.replace("<a:adf>", '<a:adf xmlns:a="urn:adf">')
    default = GOOD.replace("<adf>", '<adf xmlns="http://adfxml.example/1.0">')
    upper = GOOD.replace("part=", "PART=")
    for tag in ("adf", "prospect", "customer", "contact", "name", "phone", "vehicle", "year", "make", "model"):
        upper = upper.replace(f"<{tag}", f"<{tag.upper()}").replace(f"</{tag}", f"</{tag.upper()}")
    for raw in (spaced, declared, default, upper):
        lead = one(raw)
        assert (name(lead), lead.vehicle.model if lead.vehicle else None) == ("张晓敏", "汉EV")
