"""VINs and plates: what is accepted silently and what is worth a second look."""

import pytest
from contracts.vehicle_identity import (
    PlateKind,
    PlateWarning,
    VinWarning,
    check_plate,
    check_vin,
    normalise_plate,
    normalise_vin,
    plate_kind,
)
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize("vin", ["1M8GDM9AXKP042788", "LSVAA49J132047371", "1" * 17])
def test_vins_with_the_right_check_digit(vin: str) -> None:
    assert check_vin(vin) == ()


@pytest.mark.parametrize(
    ("vin", "warnings"),
    [
        ("1M8GDM9A0KP042788", (VinWarning.CHECK_DIGIT,)),
        ("WBA1A110X0J000000", (VinWarning.CHECK_DIGIT,)),
        ("1M8GDM9AXKP04278", (VinWarning.LENGTH,)),
        ("1M8GDM9AXKPO42788", (VinWarning.ALPHABET,)),
        ("IOQ", (VinWarning.LENGTH, VinWarning.ALPHABET)),
        ("", (VinWarning.LENGTH,)),
    ],
)
def test_odd_vins_are_named_and_kept(vin: str, warnings: tuple[VinWarning, ...]) -> None:
    assert check_vin(vin) == warnings


def test_vins_in_every_spelling() -> None:
    assert normalise_vin(" lsvaa49j1-3204 7371 ") == "LSVAA49J132047371"
    assert normalise_vin("ＬＳＶＡＡ４９Ｊ１３２０４７３７１") == "LSVAA49J132047371"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("京A·12345", PlateKind.BLUE),
        ("沪 b 8k9m2", PlateKind.BLUE),
        ("粤ＢＤ１２３４５", PlateKind.NEV_SMALL),
        ("京AA12345", PlateKind.NEV_SMALL),
        ("京AFB1234", PlateKind.NEV_SMALL),
        ("京AK12345", PlateKind.NEV_SMALL),
        ("京A12345D", PlateKind.NEV_LARGE),
        ("京A12345K", PlateKind.NEV_LARGE),
        ("鲁B1234挂", PlateKind.TRAILER),
        ("鲁B1234学", PlateKind.TRAINING),
        ("鲁B1234警", PlateKind.POLICE),
        ("粤Z1234港", PlateKind.HONG_KONG),
        ("粤Z1234澳", PlateKind.MACAU),
        ("使 014578", PlateKind.EMBASSY),
        ("沪A1234领", PlateKind.CONSULATE),
    ],
)
def test_known_plates(text: str, kind: PlateKind) -> None:
    plate = normalise_plate(text)
    assert plate_kind(plate) == kind
    assert check_plate(plate) == ()


@pytest.mark.parametrize(
    "text", ["京I12345", "京A1234O", "京AL12345", "京AD1234A", "台A12345", "京A1234", "临时京A001", "VA12345", ""]
)
def test_other_plates_warn_and_are_kept(text: str) -> None:
    assert check_plate(normalise_plate(text)) == (PlateWarning.UNRECOGNISED,)


@given(st.text(max_size=60))
def test_any_text_is_checked_without_an_error(text: str) -> None:
    assert normalise_vin(normalise_vin(text)) == normalise_vin(text)
    check_vin(normalise_vin(text))
    check_plate(normalise_plate(text))
