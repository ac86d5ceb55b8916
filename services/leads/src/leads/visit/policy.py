"""Rules of the reception register. Pure."""

from enum import StrEnum

from contracts.vocabulary import LeadKind


class VisitKind(StrEnum):
    SHOWROOM = "showroom"
    PHONE = "phone"


class Transport(StrEnum):
    """来店工具."""

    CAR = "car"
    TRANSIT = "transit"
    WALK = "walk"
    OTHER = "other"


class Step(StrEnum):
    """接待六步: greet, first need, presentation, deep need, first proposal, next appointment."""

    GREET = "greet"
    FIRST_NEED = "first_need"
    PRESENTATION = "presentation"
    DEEP_NEED = "deep_need"
    FIRST_PROPOSAL = "first_proposal"
    NEXT_APPOINTMENT = "next_appointment"


class Purpose(StrEnum):
    """来店目的. Only the first four are about buying and open a lead."""

    NEW_CAR = "new_car"
    USED_CAR = "used_car"
    TEST_DRIVE = "test_drive"
    FOLLOW_UP = "follow_up"
    PICK_UP = "pick_up"
    PAPERWORK = "paperwork"
    SERVICE = "service"
    OTHER = "other"


BUYING = frozenset({Purpose.NEW_CAR, Purpose.USED_CAR, Purpose.TEST_DRIVE, Purpose.FOLLOW_UP})


def opens_lead(purpose: Purpose) -> bool:
    return purpose in BUYING


def lead_kind(purpose: Purpose) -> LeadKind:
    return LeadKind.TEST_DRIVE if purpose is Purpose.TEST_DRIVE else LeadKind.BUY
