"""Rules of mailboxes and the reading of mails, without any server."""

import base64
import gzip
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from leads.intake.mail import CallNotice, MailUnreadable, read_mail, read_message
from leads.intake.mail.mapping import ReadMail
from leads.mailbox import policy
from leads.mailbox.imap import _encoded

from .post_office import adf, letter

NOW = datetime(2026, 3, 10, 2, 5, tzinfo=UTC)


def read(raw: bytes, region: str = "CN") -> ReadMail:
    return read_message(
        raw,
        sender="车源网",
        default_source="autohome",
        region=region,
        timezone=ZoneInfo("Asia/Shanghai"),
        at=NOW,
        language="zh",
    )


@pytest.mark.parametrize(
    "raw",
    [
        letter(adf(1)),
        letter("您好,新线索如下:\n\n" + adf(1) + "\n\n-- \n本邮件由系统发送"),
        letter(adf(1), charset="gb18030", encoding="base64"),
        letter(adf(1), charset="utf-8", encoding="quoted-printable"),
        letter("见附件", attached=adf(1).encode("gb18030")),
        letter(adf(1)).replace(b'charset="utf-8"', b'charset="gb2312"'),
        letter(adf(1)).replace(b'charset="utf-8"', b'charset="no-such-thing"'),
    ],
    ids=[
        "plain",
        "words around",
        "gb18030 base64",
        "quoted-printable",
        "attachment",
        "wrong charset",
        "unknown charset",
    ],
)
def test_adf_is_found_however_the_mail_carries_it(raw: bytes) -> None:
    [one] = read(raw).prospects
    assert (one.rejection, one.name, one.points[0].clear) == (None, "王小明", "+8619900000001")
    assert (one.wanted.model, one.source) == ("X5", "dongchedi")


def test_html_alone_is_read_as_text() -> None:
    html = "<!DOCTYPE html><html><body><p>姓名:王小明</p><p>手机:19900000001</p><p>意向车型:远航 X5</p></body></html>"
    raw = letter(html).replace(b"text/plain", b"text/html")
    [one] = read(raw).prospects
    assert (one.name, one.wanted.model, one.source) == ("王小明", "远航 X5", "autohome")
    escaped = "<html><body><pre>" + adf(1).replace("<", "&lt;").replace(">", "&gt;") + "</pre></body></html>"
    [one] = read(letter(escaped).replace(b"text/plain", b"text/html")).prospects
    assert (one.rejection, one.name) == (None, "王小明")


NOTICES = {
    "sections": (
        (
            "Source: Auto Trader Mobile\nLocation: CITY CARS\n\nCustomer Information\nName: alex Unknown\n"
            "Phone: 6835550131\nEmail: alex@example.com\nComment: Is it still there?\n\nVehicle Information\n"
            "Vin: 3C6JB5CT5JG295901\nYear: 2018\nMake: Ram\nModel: 2500\nPrice: 25995"
        ),
        ("alex", "+16835550131", "Ram", "2500", 2018, "autotrader", "Is it still there?"),
    ),
    "prose": (
        (
            "Name: Alex\nEmail: alex@example.com\nPhone: 6475550167\nSubject: Important Sales Lead from AutoTrader.ca\n"
            "Trade-In?: No\ndescription:\nMessage Please send me more about your 2021 Tesla Model 3 Standard Range.\n"
            "Dealer Price:\nCash Down: Not specified\nAd Details Dealer: CITY CARS\nPrice: $21,995"
        ),
        (
            "Alex",
            "+16475550167",
            "Tesla",
            "Model 3 Standard Range",
            2021,
            "autotrader",
            "Please send me more about your 2021 Tesla Model 3 Standard Range.",
        ),
    ),
    "headed": (
        (
            "Lead Submission from CarGurus\n\nContact:\nFirst Name: Alex\nLast Name: Example\nEmail: alex@example.com\n"
            "Telephone: (519) 555-0158\n\nComments:\nI'm interested.\nCan I come today?\n\nListing:\n"
            "Vehicle: 2022 Tesla Model 3 Long Range AWD\nStock Number: D9783"
        ),
        (
            "Alex Example",
            "+15195550158",
            "Tesla",
            "Model 3 Long Range AWD",
            2022,
            "cargurus",
            "I'm interested.\nCan I come today?",
        ),
    ),
}


@pytest.mark.parametrize("name", NOTICES)
def test_notices_without_adf(name: str) -> None:
    text, expected = NOTICES[name]
    [one] = read(letter(text, subject="notice"), "CA").prospects
    phone = one.points[0].clear
    car = one.wanted
    assert (one.name, phone, car.make, car.model, car.year, one.source, one.comments) == expected


def test_a_chinese_notice() -> None:
    text = (
        "【懂车帝】新线索提醒\n客户姓名:李女士\n手机号码:199 0000 0002\n意向车系:远航 E5\n所在城市:上海\n备注:周末看车"
    )
    [one] = read(letter(text)).prospects
    assert (one.name, one.points[0].clear, one.wanted.model, one.city, one.comments, one.source) == (
        "李女士",
        "+8619900000002",
        "远航 E5",
        "上海",
        "周末看车",
        "dongchedi",
    )


@pytest.mark.parametrize(
    ("subject", "text", "answered"),
    [
        ("Phone Lead", "Caller Number: 519-555-0158\nCall Time: 2026-03-10 09:30\nDuration: 02:10", True),
        ("Missed call", "Caller ID: 519-555-0158\nStatus: Missed", False),
        ("来电通知", "主叫号码:519-555-0158\n通话状态:未接", False),
        ("通话记录", "来电号码:519-555-0158", None),
    ],
)
def test_a_call_is_no_lead(subject: str, text: str, answered: bool | None) -> None:
    found = read(letter(text, subject=subject))
    assert found.prospects == []
    assert isinstance(found.call, CallNotice)
    assert (found.call.number, found.call.answered) == ("519-555-0158", answered)


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (letter("本周车市快讯:新能源渗透率再创新高"), "mail_without_lead"),
        (letter('<!DOCTYPE adf [<!ENTITY x "y">]>' + adf(1)), "dtd_or_entity_refused"),
        (letter("x", attached=b'<!DOCTYPE a [<!ENTITY x "y">]><adf>&x;</adf>'), "dtd_or_entity_refused"),
        (letter("x", attached=b"<adf>" + b"a" * 300_000), "too_large"),
        (b"", "mail_without_lead"),
        (b"\xff\xfe\x00garbage", "mail_without_lead"),
    ],
)
def test_what_cannot_be_a_lead_has_its_reason(raw: bytes, reason: str) -> None:
    [one] = read(raw).prospects
    assert one.rejection is not None
    assert one.rejection[0] == reason


def test_bombs_stay_packed() -> None:
    packed = gzip.compress(b"0" * 50_000_000)
    message = letter("姓名:王小明\n手机:19900000001")
    part = b"--b\r\nContent-Type: application/zip; name=lead.xml.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    head, _, body = message.partition(b"\n\n")
    whole = (
        head.replace(b'Content-Type: text/plain; charset="utf-8"', b"Content-Type: multipart/mixed; boundary=b")
        .replace(b"Content-Transfer-Encoding: base64\n", b"")
        .replace(b"Content-Transfer-Encoding: 8bit\n", b"")
        + b"\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n"
        + "姓名:王小明\n手机:19900000001\n".encode()
        + part
        + base64.encodebytes(packed)
        + b"--b--\n"
    )
    assert body
    [one] = read(whole).prospects
    assert one.rejection is None
    many = b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 200 + b"--b--\n"
    with pytest.raises(MailUnreadable, match="mail_too_many_parts"):
        read_mail(many)


def test_a_mail_nested_without_end_is_refused_not_followed() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(400)) + b"\n\nx"
    [one] = read(deep).prospects
    assert one.rejection is not None


@given(st.binary(max_size=3000))
def test_no_mail_breaks_the_reader(raw: bytes) -> None:
    read(raw)


@given(
    st.binary(max_size=400),
    st.sampled_from(["base64", "quoted-printable", "7bit", "x-uuencode", "?"]),
    st.text(max_size=20),
)
def test_no_part_breaks_the_reader(body: bytes, encoding: str, charset: str) -> None:
    head = (
        f"From: a@example.com\nContent-Type: text/plain; charset={charset!r}\nContent-Transfer-Encoding: {encoding}\n\n"
    )
    read(head.encode("utf-8", "replace") + body)


@pytest.mark.parametrize(
    ("value", "sender"),
    [
        ("leads@carsite.example.com", "leads@carsite.example.com"),
        ("Leads <Leads@CarSite.example.com>", "leads@carsite.example.com"),
        ('"leads@carsite.example.com" <evil@example.org>', "evil@example.org"),
        ("leads@carsite.example.com <evil@example.org>", "evil@example.org"),
        ("leads@carsite.example.com, evil@example.org", ""),
        ("<leads@carsite.example.com> <evil@example.org>", ""),
        ("leads@carsite.example.com]<evil@example.org>", "evil@example.org"),
        ("=?utf-8?q?leads=40carsite=2Eexample=2Ecom?=", ""),
        ("", ""),
    ],
)
def test_who_sent_it(value: str, sender: str) -> None:
    assert read_mail(f"From: {value}\nSubject: x\n\nx".encode()).sender == sender


def test_two_senders_are_none() -> None:
    assert read_mail(b"From: a@example.com\nFrom: b@example.com\n\nx").sender == ""


@pytest.mark.parametrize(
    ("verdict", "vouched"),
    [
        ("mx.store.example.com; dmarc=pass header.from=carsite.example.com", True),
        ("mx.store.example.com 1; dkim=pass header.d=carsite.example.com", True),
        ("mx.store.example.com; dkim=pass header.d=example.com", True),
        ("mx.store.example.com; dkim=pass header.d=evil.example.org", False),
        ("mx.store.example.com; dkim=fail header.d=carsite.example.com", False),
        ("mx.store.example.com; spf=pass smtp.mailfrom=carsite.example.com", False),
        ("mx.evil.example.org; dmarc=pass header.from=carsite.example.com", False),
        (None, False),
    ],
)
def test_only_the_own_server_vouches(verdict: str | None, vouched: bool) -> None:
    mail = read_mail(letter("x", verdict=verdict))
    assert mail.vouched_for("mx.store.example.com") is vouched


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("leads@carsite.example.com", "exact"),
        ("LEADS@carsite.example.com", "exact"),
        ("other@carsite.example.com", "domain"),
        ("leads@sub.carsite.example.com", None),
        ("leads@carsite.example.com.evil.org", None),
        ("", None),
    ],
)
def test_the_list_of_senders(address: str, label: str | None) -> None:
    senders = [
        {"address": "@carsite.example.com", "label": "domain"},
        {"address": "Leads@carsite.example.com", "label": "exact"},
    ]
    entry = policy.sender_entry(senders, address)
    assert (entry and entry["label"]) == label


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("a@example.com", True),
        ("@example.com", True),
        ("example.com", False),
        ("@com", False),
        ("a b@example.com", False),
    ],
)
def test_what_a_sender_may_be(text: str, fine: bool) -> None:
    assert policy.is_sender(text) is fine


@given(st.integers(1, 1440), st.integers(0, 60), st.integers(1, 1440))
def test_pauses_grow_to_their_limit(interval: int, failures: int, longest: int) -> None:
    def pause(times: int) -> timedelta:
        return policy.next_poll(NOW, interval_minutes=interval, failures=times, backoff_max_minutes=longest) - NOW

    assert timedelta(minutes=interval) <= pause(failures) <= timedelta(minutes=max(longest, interval))
    assert pause(failures) <= pause(failures + 1)
    assert pause(0) == timedelta(minutes=interval)


@pytest.mark.parametrize(
    ("addresses", "port", "may"),
    [
        (["93.184.216.34"], 993, True),
        (["2606:2800:220:1:248:1893:25c8:1946"], 143, True),
        (["93.184.216.34"], 22, False),
        (["10.0.0.5"], 993, False),
        (["127.0.0.1"], 993, False),
        (["169.254.169.254"], 993, False),
        (["100.64.0.1"], 993, False),
        (["93.184.216.34", "192.168.1.1"], 993, False),
        (["::ffff:10.0.0.1"], 993, False),
        (["::1"], 993, False),
        (["64:ff9b::a00:1"], 993, False),
        (["2002:a00:1::"], 993, False),
        ([], 993, False),
    ],
)
def test_where_one_may_connect(addresses: list[str], port: int, may: bool) -> None:
    assert policy.may_connect("mail.example.com", port, addresses, ()) is may
    assert policy.may_connect("mail.example.com", port, addresses, (f"MAIL.example.com:{port}",))
    assert not policy.may_be_plain("mail.example.com", port, addresses, ())


@pytest.mark.parametrize(
    ("name", "wire"), [("INBOX", "INBOX"), ("线索", "&fr99Ig-"), ("A&B", "A&-B"), ("客户/新", "&W6JiNw-/&ZbA-")]
)
def test_folder_names_go_out_as_the_protocol_wants(name: str, wire: str) -> None:
    assert _encoded(name) == wire
