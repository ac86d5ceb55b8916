"""What holds for every document, found by throwing generated ones at the reader."""

import random
from dataclasses import replace
from datetime import UTC, datetime
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st
from leads.intake.adf import AdfDocument, AdfRefused, read_adf
from leads.intake.adf.prose import HTML_TAG, lines

NOW = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
FRAGMENTS = [
    "<adf>", "</adf>", "<prospect>", "</prospect>", "<customer>", "</customer>", "<contact>", "</contact>", "<phone>",
    "</phone>", "19900000001", "<name part='first'>", "</name>", "张", "&", "&nbsp;", "<![CDATA[", "]]>", "<!--", "-->",
    "<br>",
    "<vehicle interest='trade-in'>", "</vehicle>", "<year>20021</year>", "<", ">", '"', "\x00", "<comments>", "SSN: 1",
    "<requestdate>9999-12-31", "</requestdate>", "&#xD800;", "<odometer>1e9</odometer>", "<price>,</price>", "<?", "?>",
]  # fmt: skip


def read(raw: bytes) -> AdfDocument:
    return read_adf(raw, declared_charset=None, store_tz=ZoneInfo("Asia/Shanghai"), received_at=NOW)


def accepted(raw: bytes) -> AdfDocument | None:
    try:
        return read(raw)
    except AdfRefused:
        return None


@given(st.binary(max_size=400), st.sampled_from([None, "gbk", "utf-16", "utf-7", "nonsense", "idna", "\x00"]))
def test_arbitrary_bytes_are_refused_or_read(raw: bytes, charset: str | None) -> None:
    for body in (raw, b"<adf><prospect>" + raw + b"</prospect></adf>", b"<adf><prospect><customer>" + raw):
        try:
            read_adf(body, declared_charset=charset, store_tz=ZoneInfo("Asia/Shanghai"), received_at=NOW)
        except AdfRefused as refused:
            assert refused.code  # noqa: PT017 - either outcome is right, a refusal has a code


@settings(max_examples=300)
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_tag_soup_is_refused_or_read(pieces: list[str]) -> None:
    found = accepted(("<adf><prospect>" + "".join(pieces)).encode())
    if found is not None:
        repr(found).encode("utf-8")
        assert "\x00" not in repr(found)


_WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Cn", "Co")), max_size=60
)


@given(_WORDS)
def test_any_text_comes_back_as_it_was(text: str) -> None:
    xml = (
        f"<customer><contact><phone>19900000001</phone></contact><comments>考虑 {escape(text)} 好</comments></customer>"
    )
    lead = read(f"<adf><prospect>{xml}</prospect></adf>".encode()).prospects[0]
    entity = "&" in text and ";" in text
    hidden = any(sign in text for sign in ":=：") or len(text) > 11
    if not HTML_TAG.search(text) and not entity and not hidden:
        assert lead.comments[0].text == lines(f"考虑 {text} 好")


PARTS = [
    '<id source="易车">YC-1</id>',
    "<requestdate>2026-11-20T09:30:00+08:00</requestdate>",
    '<vehicle interest="buy"><year>2026</year><make>比亚迪</make><model>汉EV</model></vehicle>',
    '<vehicle interest="trade-in"><make>大众</make><model>朗逸</model><year>2018</year></vehicle>',
    "<customer><contact><name>张晓敏</name><phone>19900000001</phone></contact><comments>想看车</comments></customer>",
    "<comments>请尽快联系</comments>",
    "<vendor><vendorname>城东店</vendorname></vendor>",
    "<provider><name>易车</name><campaign>秋季</campaign></provider>",
]


@given(st.permutations(PARTS))
def test_the_order_of_elements_means_nothing(parts: list[str]) -> None:
    assert read(f"<adf><prospect>{''.join(parts)}</prospect></adf>".encode()) == read(
        f"<adf><prospect>{''.join(PARTS)}</prospect></adf>".encode()
    )


@settings(max_examples=200)
@given(st.integers(0, 2**32), st.integers(1, 6))
def test_a_damaged_document_keeps_its_phone(seed: int, blows: int) -> None:
    dice = random.Random(seed)
    text = f"<adf><prospect>{''.join(dice.sample(PARTS, len(PARTS)))}</prospect></adf>"
    phone = "<phone>19900000001</phone>"
    for _ in range(blows):
        before, _, after = text.partition(phone)
        keep = dice.choice(["before", "after"])
        side = before if keep == "before" else after
        at = dice.randrange(len("<adf>"), max(len(side), 6)) if keep == "before" else dice.randrange(max(len(side), 1))
        junk = dice.choice([" & ", "&nbsp;", "<br>", "<x>", "</x>", "<unknown/>", "\x0b", "</year>", "<i>"])
        inside_tag = side[:at].rfind("<") > side[:at].rfind(">")
        if not inside_tag:
            side = side[:at] + junk + side[at:]
        text = side + phone + after if keep == "before" else before + phone + side
    found = read(text.encode())
    assert "19900000001" in {p.number.national for lead in found.prospects for p in lead.customer.phones}


def test_reading_twice_gives_the_same() -> None:
    raw = f"<adf><prospect>{''.join(PARTS)}</prospect></adf>".encode()
    first, second = read(raw), read(raw)
    assert first == second
    assert replace(first.prospects[0], position=1) != second.prospects[0]
