"""Numbers and addresses as people write them. Numbers are invented (199 0000 …, 555 01xx) or nobody's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from service_defaults.contact_points import (
    mask_email,
    mask_phone,
    normalise_email,
    parse_phone,
    split_phones,
)

CN = ("CN",)
US = ("US", "CN")


@pytest.mark.parametrize(
    "text",
    [
        "19900000001",
        "199 0000 0001",
        "199-0000-0001",
        "+86 199 0000 0001",
        "+8619900000001",
        "0086-19900000001",
        "86 19900000001",
        "(+86)19900000001",
        "+19900000001",
        "019900000001",
        "１９９０００００００１",
        "手机：19900000001",
        "Tel: 199.0000.0001",
        "tel:+8619900000001",
        "\u202d19900000001\u202c",
        "199\u00a00000\u20090001",
        "19900000001.0",
        "1.9900000001E+10",
    ],
)
@pytest.mark.parametrize("regions", [CN, US, ("DE", "CN"), ()])
def test_a_chinese_mobile_is_one_in_every_spelling_and_document(text: str, regions: tuple[str, ...]) -> None:
    phone = parse_phone(text, regions=regions)
    assert phone is not None
    assert (phone.kind, phone.e164, phone.national, phone.extension) == (
        "mobile",
        "+8619900000001",
        "19900000001",
        None,
    )


@pytest.mark.parametrize(
    ("text", "regions", "kind", "e164"),
    [
        # phonenumbers calls the first valid in China; ten digits without a trunk 0 are North American
        ("3175550133", US, "foreign", "+13175550133"),
        ("3175550133", CN, "foreign", "+13175550133"),
        ("(317) 555-0133", CN, "foreign", "+13175550133"),
        ("317.555.0133", CN, "foreign", "+13175550133"),
        ("1-317-555-0133", CN, "foreign", "+13175550133"),
        ("1 (317) 555-0133", CN, "foreign", "+13175550133"),
        ("13175550133", US, "foreign", "+13175550133"),
        ("13175550133", CN, "mobile", "+8613175550133"),
        ("131 7555 0133", US, "mobile", "+8613175550133"),
        ("+1 317 555 0133", CN, "foreign", "+13175550133"),
        ("+15555550100", CN, "foreign", "+15555550100"),
        ("5195550100", ("CA", "CN"), "foreign", "+15195550100"),
        ("393-999-3922", US, "unknown", None),
        ("555-0100", US, "unknown", None),
        ("1234567890", US, "unknown", None),
        ("8005550199", US, "foreign", "+18005550199"),
        ("9515550100", US, "foreign", "+19515550100"),
        ("0400123456", ("AU", "CN"), "foreign", "+61400123456"),
        ("+61400123456", CN, "foreign", "+61400123456"),
        ("+44 (0)20 7946 0958", CN, "foreign", "+442079460958"),
        ("020 7946 0958", ("GB", "CN"), "foreign", "+442079460958"),
        ("+852 6123 4567", CN, "foreign", "+85261234567"),
        ("0044 20 7946 0958", CN, "foreign", "+442079460958"),
        ("01186 199 0000 0001", US, "mobile", "+8619900000001"),
        ("010-12345678", CN, "landline", "+861012345678"),
        ("+86 (0)21 1234 5678", CN, "landline", "+862112345678"),
        ("0531 1234567", CN, "landline", "+865311234567"),
        ("0755-12345678", US, "landline", "+8675512345678"),
        ("12345678", CN, "unknown", None),
        ("8645550112", CN, "foreign", "+18645550112"),
        ("861012345678", CN, "landline", "+861012345678"),
        ("95013123456789", CN, "relay", None),
        ("95588", CN, "relay", "+8695588"),
        ("400-820-0000", CN, "relay", "+864008200000"),
        ("400 820 0000 转 1234", CN, "relay", "+864008200000"),
        ("17000000001", CN, "mobile", "+8617000000001"),
        ("17000000001转1234", CN, "relay", "+8617000000001"),
        ("19900000001,1234", CN, "relay", "+8619900000001"),
        ("+86 12345678901", CN, "unknown", None),
    ],
)
def test_the_number_decides_then_the_document(text: str, regions: tuple[str, ...], kind: str, e164: str | None) -> None:
    phone = parse_phone(text, regions=regions)
    assert phone is not None
    assert (phone.kind, phone.e164) == (kind, e164)


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("010-12345678-801", "801"),
        ("010-12345678 转 801", "801"),
        ("010-12345678分机801", "801"),
        ("(317) 555-0133 x12", "12"),
        ("(317) 555-0133 ext. 12", "12"),
        ("317-555-0133 Extension: 12", "12"),
        ("317-555-0133#12", "12"),
        ("+13175550133;ext=12", "12"),
        ("317-555-0133", None),
    ],
)
def test_an_extension_is_not_part_of_the_number(text: str, extension: str | None) -> None:
    phone = parse_phone(text, regions=CN)
    assert phone is not None
    assert phone.extension == extension
    assert phone.e164 in {"+861012345678", "+13175550133"}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("199 0000 0001", "+8619900000001"),
        ("010-12345678-801", "+861012345678x801"),
        ("393-999-3922", "3939993922"),
        ("1 393 999 3922", "3939993922"),
        ("17000000001转1234", None),
        ("400 820 0000", None),
        ("9999999999", None),
        ("1234567890", None),
        ("0000000", None),
        ("12345", None),
        ("1.39E+10", None),
    ],
)
def test_only_a_number_of_one_person_is_a_key(text: str, key: str | None) -> None:
    phone = parse_phone(text, regions=US)
    assert phone is not None
    assert phone.dedupe_key == key


@pytest.mark.parametrize("text", ["", " ", "n/a", "[phone]", "---", "电话"])
def test_without_digits_there_is_no_number(text: str) -> None:
    assert parse_phone(text, regions=CN) is None


def test_two_numbers_in_one_field() -> None:
    assert split_phones("19900000001/010-12345678") == ["19900000001", "010-12345678"]
    assert split_phones("19900000001、19900000002") == ["19900000001", "19900000002"]
    assert split_phones("19900000001 or 19900000002") == ["19900000001", "19900000002"]
    assert split_phones("010-12345678, 801") == ["010-12345678, 801"]
    assert split_phones("317/555/0133") == ["317/555/0133"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("+86 199 0000 0001", "199****0001"),
        ("01012345678", "010****5678"),
        ("+13175550133", "+1******0133"),
        ("12345678", "123**78"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_masked_phones(text: str, masked: str) -> None:
    assert mask_phone(text) == masked


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Zhang@Example.COM ", "zhang@example.com"),
        ("张三 <zhang@example.com>", "zhang@example.com"),
        ("mailto:zhang@example.com", "zhang@example.com"),
        ("zhang＠example.com。", "zhang@example.com"),
        ("zhang.san+car@mail.example.com", "zhang.san+car@mail.example.com"),
        ("张三@例子.中国", "张三@例子.中国"),
        ("emailaddress", None),
        ("a@b", None),
        ("a..b@example.com", None),
        ("a b@example.com", None),
        ("@example.com", None),
        ("a@-example.com", None),
        ("", None),
    ],
)
def test_addresses(text: str, address: str | None) -> None:
    assert normalise_email(text) == address


def test_masked_addresses() -> None:
    assert mask_email("zhang@example.com") == "z***@example.com"
    assert mask_email("zhang") == "***"


@given(st.text(max_size=300), st.lists(st.sampled_from(["CN", "US", "DE", "??", ""]), max_size=3))
def test_any_text_is_read_without_an_error(text: str, regions: list[str]) -> None:
    phone = parse_phone(text, regions=regions)
    assert phone is None or phone.national.isdigit()
    mask_phone(text)
    mask_email(text)
    split_phones(text)
    address = normalise_email(text)
    assert address is None or normalise_email(address) == address


@given(st.integers(min_value=19900000000, max_value=19900009999), st.lists(st.integers(0, 11), max_size=4))
def test_blanks_anywhere_change_nothing(mobile: int, gaps: list[int]) -> None:
    spelled = str(mobile)
    for gap in gaps:
        spelled = f"{spelled[:gap]} {spelled[gap:]}"
    phone = parse_phone(spelled, regions=CN)
    assert phone is not None
    assert phone.dedupe_key == f"+86{mobile}"
