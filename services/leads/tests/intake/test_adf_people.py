"""Customers, their numbers and their words: one test per deviation. People and numbers are invented."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from leads.intake.adf import AdfDocument, AdfProspect, WarningCode, read_adf

SHANGHAI = ZoneInfo("Asia/Shanghai")
RECEIVED = datetime(2026, 11, 20, 2, 5, tzinfo=UTC)
DATE = "<requestdate>2026-11-20T09:30:00+08:00</requestdate>"
WANTED = '<vehicle interest="buy" status="new"><year>2026</year><make>比亚迪</make><model>汉EV</model></vehicle>'
OLD = (
    '<vehicle interest="trade-in" status="used"><year>2018</year><make>大众</make><model>朗逸</model>'
    '<odometer units="km">60000</odometer></vehicle>'
)
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


def test_alias_tags_are_understood() -> None:
    lead = one(
        "<adf><prospect><customer><contact><FirstName>晓敏</FirstName><last_name>张</last_name>"
        "<mobile>19900000001</mobile><emailaddress>a@example.com</emailaddress></contact></customer>"
        "<vehicle><brand>Toyota</brand><modelname>卡罗拉</modelname><modelyear>2025款</modelyear>"
        "<stocknumber>K-7</stocknumber><status>USED</status></vehicle></prospect></adf>"
    )
    assert (name(lead), lead.customer.emails) == ("张晓敏", ("a@example.com",))
    assert lead.vehicle
    car = lead.vehicle
    assert (car.make, car.model, car.year, car.stock, car.status) == ("Toyota", "卡罗拉", 2025, "K-7", "used")


def test_comments_keep_their_place() -> None:
    lead = one(
        document(
            DATE,
            WANTED.replace("</vehicle>", "<comments>on the car</comments></vehicle>"),
            OLD.replace("</vehicle>", "<comments>on my old car</comments></vehicle>"),
            f"<customer>{CONTACT.replace('</contact>', '<comment>in contact</comment></contact>')}"
            "<comments>in customer</comments></customer>",
            "<comments>in prospect</comments>",
        )
    )
    assert {comment.place: comment.text for comment in lead.comments} == {
        "customer": "in customer",
        "contact": "in contact",
        "prospect": "in prospect",
        "vehicle": "on the car",
        "trade_in": "on my old car",
    }


@pytest.mark.parametrize(
    ("phone", "kind", "number"),
    [
        ('<phone type="voice">19900000001</phone>', "mobile", "+8619900000001"),
        ('<phone type="home">+86 199-0000-0001</phone>', "mobile", "+8619900000001"),
        ('<phone type="cellphone">010-12345678-801</phone>', "landline", "+861012345678"),
        ("<phone>3175550133</phone><address><country>US</country></address>", "foreign", "+13175550133"),
        ("<phone>3175550133</phone>", "foreign", "+13175550133"),
        ('<phone ext="1234">17000000001</phone>', "relay", "+8617000000001"),
        ("<phone>95013123456789</phone>", "relay", None),
        ("<phone>0400 123 456</phone><address><country>Australia</country></address>", "foreign", "+61400123456"),
        ("<phone/><phone>NA</phone><phone>19900000001</phone>", "mobile", "+8619900000001"),
        ("<email>19900000001</email>", "mobile", "+8619900000001"),
    ],
)
def test_the_number_decides_and_the_type_is_a_hint(phone: str, kind: str, number: str | None) -> None:
    lead = one(document(DATE, WANTED, f"<customer><contact><name>Alex Example</name>{phone}</contact></customer>"))
    assert lead.customer.phones
    first = lead.customer.phones[0].number
    assert (first.kind, first.e164) == (kind, number)


@pytest.mark.parametrize(("currency", "number"), [("USD", "+13175550133"), ("CNY", "+8613175550133")])
def test_the_currency_tells_the_country(currency: str, number: str) -> None:
    car = (
        WANTED.replace("比亚迪", "BYD")
        .replace("汉EV", "Han")
        .replace("</vehicle>", f'<price currency="{currency}">30000</price></vehicle>')
    )
    contact = "<customer><contact><name>Alex Example</name><phone>13175550133</phone></contact></customer>"
    assert one(document(car, contact)).customer.phones[0].number.e164 == number


def test_several_numbers_are_ordered_and_counted_once() -> None:
    lead = one(
        document(
            DATE,
            WANTED,
            '<customer><contact><name>张晓敏</name><phone type="fax">010-12345678</phone>'
            "<phone>19900000001/19900000002</phone>"
            '<phone type="work" preferredcontact="1" time="evening">19900000002</phone></contact></customer>',
        )
    )
    assert [phone.number.national for phone in lead.customer.phones] == ["19900000002", "19900000001", "01012345678"]
    assert (lead.customer.preferred_contact, lead.customer.best_time) == ("phone", "evening")


@pytest.mark.parametrize(
    ("parts", "gap"),
    [
        ((DATE, CUSTOMER, VENDOR, PROVIDER), WarningCode.NO_VEHICLE),
        ((DATE, WANTED, CUSTOMER, PROVIDER), WarningCode.NO_VENDOR),
        ((DATE, WANTED, CUSTOMER, VENDOR), WarningCode.NO_PROVIDER),
        (
            (DATE, "<vehicle><bodystyle>SUV</bodystyle></vehicle>", CUSTOMER, VENDOR, PROVIDER),
            WarningCode.VEHICLE_INCOMPLETE,
        ),
        (
            (DATE, WANTED, "<customer><contact><name>张晓敏</name></contact></customer>", VENDOR, PROVIDER),
            WarningCode.NO_CONTACT_POINT,
        ),
    ],
)
def test_gaps_are_accepted_and_flagged(parts: tuple[str, ...], gap: WarningCode) -> None:
    lead = one(document(*parts))
    assert lead.readable
    assert lead.incomplete
    assert codes(lead) == {gap}


def test_placeholders_of_an_unfilled_template_are_missing() -> None:
    lead = one(document("<customer><contact><name>[first_name]</name><phone>{{phone}}</phone></contact></customer>"))
    assert lead.rejection
    assert lead.rejection.code == "no_customer"
    assert WarningCode.TEMPLATE_PLACEHOLDER in codes(lead)


def test_the_first_primary_contact_is_the_customer() -> None:
    lead = one(
        document(
            DATE,
            WANTED,
            "<customer><contact><name>李助理</name><phone>19900000003</phone></contact>"
            '<contact primarycontact="1"><name>王先生</name><phone>19900000001</phone></contact>'
            '<contact primarycontact="1"><name>王太太</name><phone>19900000002</phone></contact></customer>',
        )
    )
    assert name(lead) == "王先生"
    assert [other.name.display for other in lead.customer.related if other.name] == ["李助理", "王太太"]
    assert WarningCode.SEVERAL_CONTACTS in codes(lead)


def test_ids_that_identify_and_words_that_do_not() -> None:
    lead = one(
        document('<id sequence="1" source="易车">YC-77</id><id source="leadtype">Email</id><id>NA</id>', CUSTOMER)
    )
    assert [(entry.source, entry.value, entry.identifies) for entry in lead.ids] == [
        ("易车", "YC-77", True),
        ("leadtype", "Email", False),
    ]


def test_credit_application_data_is_masked_and_kept_apart() -> None:
    text = (
        "SSN: 123-45-6789\nMonthly Income: 5500\nEmployer: 示例公司\n"
        "我的身份证 11010519491231002X\n月收入:12000\n想周末看车"
    )
    lead = one(
        document(
            DATE,
            WANTED,
            f"<customer>{CONTACT}<comments>{text}</comments><creditapp><score>701</score></creditapp></customer>",
        )
    )
    shown = lead.comments[0].text
    for secret in ("6789", "5500", "示例公司", "1949", "12000", "701"):
        assert secret not in shown
        assert secret not in repr(lead)
    assert "想周末看车" in shown
    assert {"123-45-6789", "5500", "示例公司", "11010519491231002X", "12000", "701"} == {
        line.value for line in lead.sensitive
    }
    assert WarningCode.SENSITIVE_MASKED in codes(lead)


def test_a_vehicle_inside_the_contact() -> None:
    inner = "<vehicle><status>new</status><brand>丰田</brand><model>卡罗拉</model></vehicle>"
    lead = one(
        document(
            DATE,
            f"<customer>{CONTACT.replace('</contact>', inner + '</contact>')}",
            "<dealership>城东店</dealership></customer>",
        )
    )
    assert lead.vehicle
    assert (lead.vehicle.make, name(lead)) == ("丰田", "张晓敏")
    assert WarningCode.VEHICLE_NESTED in codes(lead)
    assert lead.vendor
    assert lead.vendor.name == "城东店"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ('<name part="first">晓敏</name><name part="last">张</name>', "张晓敏"),
        ('<name part="last">欧阳</name><name part="first">娜 娜</name>', "欧阳娜娜"),
        ('<name part="first">张晓敏</name><name part="last">张</name>', "张晓敏"),
        ("<name>张 晓敏</name>", "张晓敏"),
        ("<name>晓敏 张</name>", "张晓敏"),
        (
            '<name part="first">Alex</name><name part="middle">J.</name><name part="last">Example</name>',
            "Alex J. Example",
        ),
        ("<name>Example, Alex</name>", "Alex Example"),
        ("<name>alex Unknown</name>", "alex"),
        ('<name part="full" type="business">示例物流有限公司</name>', "示例物流有限公司"),
        ("<name><first>晓敏</first><last>张</last></name>", "张晓敏"),
        ("<name><![CDATA[ O&#39;Brien ]]></name>", "O'Brien"),
    ],
)
def test_names(names: str, shown: str) -> None:
    lead = one(document(DATE, WANTED, f"<customer><contact>{names}<phone>19900000001</phone></contact></customer>"))
    assert name(lead) == shown


def test_invalid_addresses_warn_without_showing_them() -> None:
    lead = one(
        document(
            WANTED, f"<customer>{CONTACT.replace('</contact>', '<email>secret.address</email></contact>')}</customer>"
        )
    )
    assert lead.customer.emails == ()
    assert WarningCode.EMAIL_INVALID in codes(lead)
    assert "secret" not in repr(lead.warnings)


def test_half_a_number_is_not_a_number() -> None:
    whole = document(DATE, WANTED, CUSTOMER)
    lead = one(whole[: whole.index("0001</phone>")])
    assert lead.customer.phones == ()
