"""Wanted cars, trade-ins, dates and amounts: one test per deviation. People and numbers are invented."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
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


@pytest.mark.parametrize(
    ("parts", "km", "units", "assumed"),
    [
        ('<odometer units="km">1,500</odometer>', 1500, "km", False),
        ('<odometer unit="MILES">12000</odometer>', 19312, "mi", False),
        ("<mileage>3.2万公里</mileage>", 32000, "km", False),
        ("<odometer>80k miles</odometer>", 128748, "mi", False),
        ("<odometer>5000</odometer>", 5000, "km", True),
        ("<odometer><value>5000</value><units>km</units></odometer>", 5000, "km", False),
    ],
)
def test_odometers(parts: str, km: int, units: str, assumed: bool) -> None:
    lead = one(document(DATE, WANTED.replace("</vehicle>", f"{parts}</vehicle>"), CUSTOMER))
    assert lead.vehicle
    assert lead.vehicle.odometer
    found = lead.vehicle.odometer
    assert (found.km, found.units, found.assumed) == (km, units, assumed)


@pytest.mark.parametrize(
    ("attrs", "kind", "status"),
    [
        ('interest="" status="Used"', "buy", "used"),
        ('interest="BUY" status="USED"', "buy", "used"),
        ('interest="Lease"', "lease", "new"),
        ('interest="Test Drive" status=""', "test_drive", "new"),
        ("interest='试驾'", "test_drive", "new"),
        ("", "buy", "new"),
    ],
)
def test_interest_and_status_are_folded(attrs: str, kind: str, status: str) -> None:
    lead = one(document(DATE, f"<vehicle {attrs}><make>Audi</make><model>A4L</model></vehicle>", CUSTOMER))
    assert lead.vehicle
    assert (lead.kind, lead.vehicle.status) == (kind, status)


def test_an_unknown_interest_is_a_buy_with_a_warning() -> None:
    lead = one(document('<vehicle interest="admire"><model>A4L</model></vehicle>', CUSTOMER))
    assert lead.kind == "buy"
    assert WarningCode.INTEREST_UNKNOWN in codes(lead)


@pytest.mark.parametrize("nothing", ["NA", "N/A", "Unknown", "0", "-", "--", "null", "None", "无", "未知", " ", "0.00"])
def test_missing_values_are_missing(nothing: str) -> None:
    lead = one(
        document(
            DATE,
            f"<vehicle><make>{nothing}</make><model>A4L</model><trim>{nothing}</trim><vin>{nothing}</vin>"
            f'<price>{nothing}</price><odometer units="km">{nothing}</odometer></vehicle>',
            f"<customer><contact><name>张晓敏</name><phone>19900000001</phone><email>{nothing}</email><address>"
            f"<street>{nothing}</street><city>{nothing}</city></address></contact>"
            f"<comments>{nothing}</comments></customer>",
        )
    )
    car = lead.vehicle
    assert car
    assert (car.make, car.trim, car.vin, car.prices, car.odometer) == (None, None, None, (), None)
    assert (lead.customer.emails, lead.customer.address, lead.comments) == ((), None, ())
    assert not codes(lead) & {WarningCode.EMAIL_INVALID, WarningCode.VIN_ODD, WarningCode.AMOUNT_DROPPED}


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-11-19T15:30:20-08:00", "2026-11-19T23:30:20"),
        ("2026-11-19T15:30:20-08:0", "2026-11-19T23:30:20"),
        ("2026-11-19T15:30:20-0800", "2026-11-19T23:30:20"),
        ("2026-11-19T15:30:20.482Z", "2026-11-19T15:30:20"),
        ("2026-11-19 18:02:11", "2026-11-19T10:02:11"),
        ("2026-11-19T8:47:50", "2026-11-19T00:47:50"),
        ("2026-11-19T18:07", "2026-11-19T10:07:00"),
        ("2026/11/19 下午3:05", "2026-11-19T07:05:00"),
        ("2026年11月19日 15时05分", "2026-11-19T07:05:00"),
        ("11/19/2026 04:30 PM", "2026-11-19T08:30:00"),
        ("11/19/26", "2026-11-18T16:00:00"),
        ("19.11.2026 16:30", "2026-11-19T08:30:00"),
        ("Thu, 19 Nov 2026 16:30:00 -0500", "2026-11-19T21:30:00"),
        ("Nov 19, 2026 4:30 PM EST", "2026-11-19T21:30:00"),
        ("20261119T101112Z", "2026-11-19T10:11:12"),
        ("20261119181112", "2026-11-19T10:11:12"),
        ("1795082400", "2026-11-19T10:00:00"),
        ("2026-11-19 16:30:00 CST", "2026-11-19T08:30:00"),
    ],
)
def test_request_dates_in_many_spellings(text: str, utc: str) -> None:
    lead = one(document(f"<requestdate>{text}</requestdate>", WANTED, CUSTOMER))
    assert lead.requested_at.astimezone(UTC).isoformat()[:19] == utc
    assert lead.requested_at_stated


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", WarningCode.REQUEST_DATE_MISSING),
        ("NA", WarningCode.REQUEST_DATE_MISSING),
        ("yesterday", WarningCode.REQUEST_DATE_UNREADABLE),
        ("0000-00-00T00:00:00", WarningCode.REQUEST_DATE_ABSURD),
        ("0001-01-01T00:00:00", WarningCode.REQUEST_DATE_ABSURD),
        ("20021-01-01T00:00:00Z", WarningCode.REQUEST_DATE_ABSURD),
        ("1899-12-30T00:00:00Z", WarningCode.REQUEST_DATE_ABSURD),
        ("9999-12-31T23:59:59-08:00", WarningCode.REQUEST_DATE_ABSURD),
        ("2026-02-30T10:00:00Z", WarningCode.REQUEST_DATE_ABSURD),
        ("2026-11-24T10:00:00Z", WarningCode.REQUEST_DATE_ABSURD),
        ("2026-11-19T25:61:00Z", WarningCode.REQUEST_DATE_ABSURD),
    ],
)
def test_the_receipt_stands_in_for_bad_request_dates(text: str, code: WarningCode) -> None:
    lead = one(document(f"<requestdate>{text}</requestdate>", WANTED, CUSTOMER))
    assert (lead.requested_at, lead.requested_at_stated) == (RECEIVED, False)
    assert code in codes(lead)


@pytest.mark.parametrize(
    ("text", "found"),
    [("0", None), ("20021", None), ("1899", None), ("08", 2008), ("98", 1998), ("2027", 2027), ("2035", None)],
)
def test_absurd_model_years_are_dropped(text: str, found: int | None) -> None:
    lead = one(document(f"<vehicle><year>{text}</year><make>Audi</make><model>A4L</model></vehicle>", CUSTOMER))
    assert lead.vehicle
    assert lead.vehicle.year == found
    assert (WarningCode.YEAR_DROPPED in codes(lead)) == (found is None)


def test_a_trade_in_alone_is_never_a_purchase() -> None:
    for parts in ((OLD,), ('<vehicle interest="buy"><year/><make/><model/></vehicle>', OLD)):
        lead = one(document(DATE, *parts, CUSTOMER, VENDOR, PROVIDER))
        assert (lead.kind, lead.vehicle) == ("trade_in", None)
        assert lead.trade_in
        assert lead.trade_in.model == "朗逸"
        assert not lead.incomplete


def test_a_sale_with_its_data_in_the_comments() -> None:
    lead = one(
        document(
            DATE,
            '<vehicle interest="sell" status=""><year></year><make></make><model></model></vehicle>',
            f"<customer>{CONTACT}<comments><![CDATA[品牌:大众<br/>车型:朗逸<br/>年份:2018<br/>里程:6万公里]]></comments></customer>",
        )
    )
    assert (lead.kind, lead.vehicle) == ("sell", None)
    assert lead.trade_in
    assert lead.trade_in.odometer
    assert (lead.trade_in.make, lead.trade_in.year, lead.trade_in.odometer.km) == ("大众", 2018, 60000)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Is it still available?", False),
        ("I have no trade-in", False),
        ("Trade-In?: No", False),
        ("不置换", False),
        ("I want to trade my old one", True),
        ("想置换,旧车同款", True),
    ],
)
def test_a_mirrored_trade_in_needs_the_customers_word(words: str, kept: bool) -> None:
    mirrored = (
        '<vehicle interest="trade-in"><make>比亚迪</make><model>汉EV</model><vin/><odometer unit="MILES"/></vehicle>'
    )
    lead = one(document(DATE, WANTED, mirrored, f"<customer>{CONTACT}<comments>{words}</comments></customer>"))
    assert (lead.trade_in is not None) == kept
    expected = WarningCode.TRADE_IN_MIRRORS_WANTED if kept else WarningCode.TRADE_IN_MIRRORED_DROPPED
    assert expected in codes(lead)
    assert lead.kind == "buy"


def test_a_real_trade_in_stays_beside_the_wanted_car() -> None:
    nested = WANTED.replace("</vehicle>", f"{OLD}</vehicle>")
    wrapped = "<trade><vehicle><year>2018</year><make>大众</make><model>朗逸</model></vehicle></trade>"
    for parts in ((WANTED, OLD), (OLD, WANTED), (nested,), (WANTED, wrapped)):
        lead = one(document(DATE, *parts, CUSTOMER))
        assert lead.vehicle
        assert lead.trade_in
        assert (lead.vehicle.model, lead.trade_in.model, lead.trade_in.year) == ("汉EV", "朗逸", 2018)


def test_several_wanted_cars() -> None:
    lead = one(document(DATE, WANTED, WANTED.replace("汉EV", "唐DM"), CUSTOMER))
    assert lead.vehicle
    assert lead.vehicle.model == "汉EV"
    assert [car.model for car in lead.also_interested] == ["唐DM"]


def test_extensions_finance_and_person_details() -> None:
    lead = one(
        document(
            DATE,
            '<vehicle interest="buy" status="new"><year>2026</year><make>沃尔沃</make><model>XC90</model>'
            '<price type="msrp" currency="CNY">63.89万</price><vin>LSVAA49J132047371</vin>'
            "<colorcombination><exteriorcolor>白</exteriorcolor><preference>2</preference></colorcombination>"
            "<colorcombination><exteriorcolor>黑</exteriorcolor><preference>1</preference></colorcombination>"
            "<option><optionname>运动座椅</optionname><weighting>+50</weighting></option>"
            '<finance><method>finance</method><amount type="downpayment" currency="CNY">100000</amount><term>24</term>'
            "<rate>3.9</rate><frequency>monthly</frequency></finance></vehicle>",
            "<customer><contact><name>张晓敏</name><phone>19900000001</phone><gender>2</gender><birthday>1990-05-01</birthday>"
            "<locale>zh-CN</locale></contact><timeframe><description>尽快</description><earliestdate>2026-12-01</earliestdate>"
            "<latestdate>20021-01-01</latestdate></timeframe></customer>",
            "<provider><name>Acme</name><campaign>双十一</campaign><referer>Baidu</referer></provider>",
            attrs=' status="new" type="quote"',
        )
    )
    car = lead.vehicle
    assert car
    assert car.finance
    assert (car.prices[0].money.amount, car.prices[0].money.currency) == (Decimal("638900.00"), "CNY")
    assert [colour.exterior for colour in car.colours] == ["黑", "白"]
    assert (car.options[0].name, car.options[0].weighting) == ("运动座椅", 50)
    assert (car.finance.term_months, car.finance.rate_percent) == (24, Decimal("3.9"))
    who = lead.customer
    assert (who.gender, who.birthday, who.locale) == ("female", date(1990, 5, 1), "zh-CN")
    assert lead.timeframe
    assert (lead.timeframe.earliest, lead.timeframe.latest) == (date(2026, 12, 1), None)
    assert [(found.path, found.value) for found in lead.extensions] == [
        ("prospect@type", "quote"),
        ("provider/campaign", "双十一"),
        ("provider/referrer", "Baidu"),
    ]
    assert WarningCode.DATE_DROPPED in codes(lead)


def test_a_service_request_is_flagged() -> None:
    lead = one(document(DATE, f"<customer>{CONTACT}<comments>Type of Service: oil change</comments></customer>"))
    assert WarningCode.SERVICE_REQUEST in codes(lead)


def test_the_received_time_may_be_of_any_zone() -> None:
    late = RECEIVED.astimezone(ZoneInfo("America/New_York")) + timedelta(0)
    found = read_adf(
        document(DATE, WANTED, CUSTOMER).encode(), declared_charset=None, store_tz=SHANGHAI, received_at=late
    )
    assert found.prospects[0].requested_at_stated
