"""Pure rules of the deal: money to the fen, inspection, states that cannot be left wrongly."""

# ruff: noqa: ANN001, PLR0917 - the table beside a test says what its arguments are

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import permutations

import pytest
from contracts.vocabulary import LoanStatus
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from leads.appraisal import inspection
from leads.appraisal import policy as appraisals
from leads.appraisal.inspection import BodyDamage, FrameDefect
from leads.appraisal.policy import Act, AppraisalStatus
from leads.delivery import checklist
from leads.delivery import policy as deliveries
from leads.delivery.policy import Missing, Readiness
from leads.loan import policy as loans
from leads.loan.policy import Outcome, Report
from leads.order import policy as orders
from leads.order.policy import DepositKind, Fault, OrderStatus, Standing
from leads.order.progress import masked_name
from leads.quote import policy as quotes
from leads.quote.policy import Extra, ExtraKind, Impossible, ImpossibleTerms, LoanTerms, Terms
from leads.setting.deal import DealSettings
from leads.test_drive import policy as drives
from leads.vehicle.policy import CarKind, TaxClass

RULES = DealSettings()
TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 2, 0, tzinfo=UTC)
FEN = st.integers(0, 500_000_000)
PARTS = st.sampled_from(sorted(inspection.PART_CODES))


def terms(**chosen: object) -> Terms:
    plain = {
        "list_price_fen": 20_000_000,
        "discount_fen": 0,
        "tax_class": TaxClass.STANDARD,
        "car_kind": CarKind.NEW,
        "compulsory_insurance_fen": 95_000,
        "vehicle_tax_fen": 0,
        "commercial_insurance_fen": 0,
        "plate_fee_fen": 0,
    }
    return Terms(**{**plain, **chosen})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("price", "kind", "tax_class", "day", "tax", "relief"),
    [
        (11_300_000, CarKind.NEW, TaxClass.STANDARD, TODAY, 1_000_000, 0),
        (10_000_000, CarKind.NEW, TaxClass.STANDARD, TODAY, 884_956, 0),
        (11_300_000, CarKind.USED, TaxClass.STANDARD, TODAY, 0, 0),
        (11_300_000, CarKind.NEW, TaxClass.NEW_ENERGY, TODAY, 500_000, 500_000),
        (113_000_000, CarKind.NEW, TaxClass.NEW_ENERGY, TODAY, 8_500_000, 1_500_000),
        (11_300_000, CarKind.NEW, TaxClass.NEW_ENERGY, date(2025, 6, 1), 0, 1_000_000),
        (11_300_000, CarKind.NEW, TaxClass.NEW_ENERGY, date(2028, 1, 1), 1_000_000, 0),
    ],
)
def test_purchase_tax(price, kind, tax_class, day, tax, relief) -> None:
    assert quotes.purchase_tax(price, tax_class, kind, day, RULES) == (tax, relief)


@given(
    list_price=st.integers(1, 500_000_000),
    discount=FEN,
    commercial=FEN,
    extras=st.lists(st.tuples(st.integers(1, 9), st.integers(0, 1_000_000), st.booleans()), max_size=5),
    trade_in=FEN,
    down=FEN,
    months=st.integers(1, 120),
    rate=st.decimals(0, 24, places=2),
)
def test_a_quote_adds_up_to_the_fen(list_price, discount, commercial, extras, trade_in, down, months, rate) -> None:
    wanted = terms(
        list_price_fen=list_price,
        discount_fen=discount,
        commercial_insurance_fen=commercial,
        extras=tuple(Extra(ExtraKind.ACCESSORY, "x", number, unit, gift) for number, unit, gift in extras),
        trade_in_fen=trade_in,
        loan=LoanTerms(down, months, rate),
    )
    try:
        sheet = quotes.compute(wanted, TODAY, RULES)
    except ImpossibleTerms:
        return
    assert sheet.price_fen == list_price - discount
    parts = sheet.price_fen + sheet.purchase_tax_fen + sheet.insurance_fen + sheet.extras_fen + sheet.plate_fee_fen
    assert sheet.total_fen == parts
    assert sheet.loan is not None
    assert sheet.cash_due_fen + sheet.loan.principal_fen + sheet.trade_in_fen == sheet.total_fen
    assert sheet.loan.principal_fen + sheet.loan.down_payment_fen == sheet.price_fen
    plan = sheet.loan.instalments
    assert sum(one.principal_fen for one in plan.payments) == sheet.loan.principal_fen
    assert plan.payments[-1].balance_fen == 0
    assert abs(sheet.purchase_tax_fen - Fraction(sheet.price_fen * 10, 113)) <= Fraction(1, 2)
    assert sheet.needs_approval == (sheet.given_away_fen > list_price * 3 // 100)


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        ({"discount_fen": 20_000_001}, Impossible.DISCOUNT_ABOVE_PRICE),
        ({"loan": LoanTerms(20_000_001, 12, Decimal(4))}, Impossible.DOWN_PAYMENT_ABOVE_PRICE),
        ({"loan": LoanTerms(20_000_000, 12, Decimal(4))}, Impossible.NOTHING_TO_FINANCE),
        ({"trade_in_fen": 30_000_000}, Impossible.TRADE_IN_ABOVE_REST),
    ],
)
def test_terms_that_contradict_themselves(chosen, reason) -> None:
    with pytest.raises(ImpossibleTerms) as refused:
        quotes.compute(terms(**chosen), TODAY, RULES)
    assert refused.value.reason is reason


def test_the_last_fen_within_the_limit_is_the_advisers() -> None:
    assert not quotes.compute(terms(discount_fen=600_000), TODAY, RULES).needs_approval
    assert quotes.compute(terms(discount_fen=600_001), TODAY, RULES).needs_approval


@pytest.mark.parametrize(
    ("kind", "fault", "refund", "forfeit", "penalty"),
    [
        (DepositKind.EARNEST, Fault.CUSTOMER, 2_000_000, 1_000_000, 0),
        (DepositKind.EARNEST, Fault.DEALER, 3_000_000, 0, 1_000_000),
        (DepositKind.EARNEST, Fault.NONE, 3_000_000, 0, 0),
        (DepositKind.PREPAYMENT, Fault.CUSTOMER, 3_000_000, 0, 0),
        (DepositKind.PREPAYMENT, Fault.DEALER, 3_000_000, 0, 0),
    ],
)
def test_earnest_money_and_prepayment_are_different_things(kind, fault, refund, forfeit, penalty) -> None:
    outcome = orders.consequence(
        kind,
        deposit_fen=1_000_000,
        received_fen=3_000_000,
        price_fen=18_000_000,
        fault=fault,
        cap_percent=Decimal(20),
    )
    assert (outcome.refund_fen, outcome.forfeit_fen, outcome.penalty_fen) == (refund, forfeit, penalty)


@given(kind=st.sampled_from(DepositKind), deposit=FEN, more=FEN, price=FEN, fault=st.sampled_from(Fault))
def test_no_fen_is_lost_in_a_cancellation(kind, deposit, more, price, fault) -> None:
    outcome = orders.consequence(
        kind,
        deposit_fen=deposit,
        received_fen=deposit + more,
        price_fen=price,
        fault=fault,
        cap_percent=Decimal(20),
    )
    assert outcome.refund_fen + outcome.forfeit_fen == deposit + more
    assert 0 <= outcome.forfeit_fen <= min(deposit, price // 5)
    assert 0 <= outcome.penalty_fen <= min(deposit, price // 5)


class OrderLife(RuleBasedStateMachine):
    """Any order of payments, cars, inspections and loan reports."""

    def __init__(self) -> None:
        super().__init__()
        self.payable, self.received, self.credit = 10_000, 0, 0
        self.allocated = self.inspected = False

    @property
    def standing(self) -> Standing:
        return Standing(self.payable, self.received, self.credit, self.allocated, self.inspected)

    @precondition(lambda self: self.standing.owed_fen > 0)
    @rule(data=st.data())
    def pay(self, data: st.DataObject) -> None:
        self.received += data.draw(st.integers(1, self.standing.owed_fen))

    @rule()
    def allocate(self) -> None:
        self.allocated, self.inspected = True, False

    @rule()
    def release(self) -> None:
        self.allocated = self.inspected = False

    @precondition(lambda self: self.allocated)
    @rule(passed=st.booleans())
    def inspect(self, passed: bool) -> None:
        self.inspected = passed

    @rule(status=st.sampled_from(LoanStatus), approved=st.one_of(st.none(), st.integers(0, 9_000)))
    def report(self, status: LoanStatus, approved: int | None) -> None:
        self.credit = loans.credit(status, 6_000, approved)

    @invariant()
    def stands_where_its_facts_say(self) -> None:
        status = orders.status_of(self.standing)
        assert (status == OrderStatus.PLACED) == (not self.allocated)
        if status in (OrderStatus.PAID, OrderStatus.READY):
            assert self.received + self.credit >= self.payable
        assert (status == OrderStatus.READY) == (self.inspected and self.standing.owed_fen == 0)
        assert self.credit <= 6_000


class AppraisalLife(RuleBasedStateMachine):
    """Any sequence of acts: what is not allowed changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.status = AppraisalStatus.REQUESTED
        self.acts: list[Act] = []

    @rule(act=st.sampled_from(Act))
    def act(self, act: Act) -> None:
        reached = appraisals.after(self.status, act)
        assert (reached is not None) == (act in appraisals.acts_open(self.status))
        if reached is not None:
            self.status = reached
            self.acts.append(act)

    @invariant()
    def nothing_is_offered_without_inspection_and_value(self) -> None:
        if Act.OFFER in self.acts:
            first = self.acts.index(Act.OFFER)
            assert {Act.INSPECT, Act.VALUE} <= set(self.acts[:first])
        if self.status is AppraisalStatus.PURCHASED:
            assert self.acts[-2:] == [Act.ACCEPT, Act.PURCHASE]
        if self.status in appraisals.FINAL:
            assert not appraisals.acts_open(self.status)


TestOrderLife = OrderLife.TestCase
TestAppraisalLife = AppraisalLife.TestCase


def report(status: LoanStatus, sequence: int) -> Report:
    return Report(status, sequence, NOW + timedelta(minutes=sequence))


def follow(told: list[Report], *, withdrawn: bool = False) -> Report:
    known = report(LoanStatus.SUBMITTED, 0)
    for one in told:
        if loans.judge(known, one, withdrawn=withdrawn) is Outcome.APPLIED:
            known = one
    return known


@given(
    statuses=st.lists(st.sampled_from(LoanStatus), min_size=1, max_size=5),
    data=st.data(),
)
def test_a_loan_ends_the_same_in_whatever_order_its_reports_arrive(statuses, data) -> None:
    told = [report(status, number + 1) for number, status in enumerate(statuses)]
    twice = data.draw(st.permutations(told + told))
    assert follow(list(twice)) == follow(told)


def test_what_a_straggler_says_is_old_news() -> None:
    story = [report(LoanStatus.DOCUMENTS_REQUIRED, 1), report(LoanStatus.APPROVED, 2), report(LoanStatus.DISBURSED, 3)]
    for order in permutations(story):
        assert follow(list(order)).status is LoanStatus.DISBURSED
    reconsidered = [report(LoanStatus.REJECTED, 1), report(LoanStatus.APPROVED, 2)]
    assert follow(reconsidered).status is LoanStatus.APPROVED
    assert follow([report(LoanStatus.APPROVED, 9)], withdrawn=True).status is LoanStatus.SUBMITTED


def test_what_covers_a_delivery() -> None:
    approved = [status for status in LoanStatus if loans.covers_delivery(status, "approved")]
    assert approved == [LoanStatus.APPROVED, LoanStatus.CONTRACT_SIGNED, LoanStatus.DISBURSED]
    assert [status for status in LoanStatus if loans.covers_delivery(status, "disbursed")] == [LoanStatus.DISBURSED]
    assert loans.credit(LoanStatus.APPROVED, 100, 80) == 80
    assert loans.credit(LoanStatus.CONDITIONALLY_APPROVED, 100, 80) == 0


@pytest.mark.parametrize(
    ("number", "sound"),
    [
        ("11010519491231002X", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),
        ("E12345678", True),
        ("12", False),
        ("一二三四五六", False),
    ],
)
def test_identity_numbers(number, sound) -> None:
    assert loans.identity_number_is_sound(number) is sound


def test_grades_of_an_inspection() -> None:
    assert sum(inspection.MAXIMA.values()) == 1000
    for section, items in inspection.ITEMS.items():
        assert sum(item.points for item in items) == inspection.MAXIMA[section]
    assert inspection.judge([], [], []).grade == 1
    everything = inspection.judge([], [("roof", BodyDamage.AX, 3)] * 99, inspection.FAILABLE)
    assert (everything.score, everything.grade) == (0, 4)
    accident = inspection.judge([FrameDefect.NQ], [], [])
    assert (accident.score, accident.accident, accident.grade) == (1000, True, 5)
    grades = [inspection.grade_of(score, accident=False) for score in (1000, 900, 899, 600, 599, 200, 199, 0)]
    assert grades == [1, 1, 2, 2, 3, 3, 4, 4]


@given(
    body=st.lists(
        st.tuples(st.sampled_from(sorted(inspection.PART_CODES)), st.sampled_from(BodyDamage), st.integers(1, 4))
    ),
    failed=st.sets(st.sampled_from(sorted(inspection.FAILABLE))),
)
def test_more_faults_never_raise_a_score(body, failed) -> None:
    whole = inspection.judge([], body, failed)
    assert 0 <= whole.score <= inspection.judge([], body[:-1], failed).score <= 1000
    assert whole.score == sum(whole.sections.values())


READY = Readiness(
    allocated=True,
    cash_owed_fen=0,
    loan_stands=None,
    invoiced=True,
    pdi_passed=True,
    ticked={group: sorted(codes) for group, codes in checklist.CODES.items()},
    signed=("customer", "adviser", "service_adviser"),
)


def test_nothing_missing_nothing_in_the_way() -> None:
    assert deliveries.missing(READY) == []


@pytest.mark.parametrize(
    ("absent", "what"),
    [
        ({"allocated": False}, Missing.ALLOCATION),
        ({"cash_owed_fen": 1}, Missing.PAYMENT),
        ({"loan_stands": False}, Missing.LOAN),
        ({"invoiced": False}, Missing.INVOICE),
        ({"pdi_passed": False}, Missing.PDI),
        ({"ticked": {}}, Missing.CHECKLIST),
        ({"signed": ("customer",)}, Missing.SIGNATURES),
    ],
)
def test_each_precondition_of_a_delivery(absent, what) -> None:
    assert deliveries.missing(replace(READY, **absent)) == [what]


@pytest.mark.parametrize(
    ("received", "planned", "credit", "stands", "expected"),
    [
        (100, 0, 0, False, (0, None)),
        (40, 0, 0, False, (60, None)),
        (40, 60, 0, False, (0, False)),
        (30, 60, 0, False, (10, False)),
        (40, 60, 60, True, (0, True)),
        (40, 60, 50, True, (10, True)),
        (100, 60, 0, False, (0, None)),
        (40, 60, 60, False, (0, False)),
    ],
)
def test_whose_money_is_missing(received, planned, credit, stands, expected) -> None:
    found = deliveries.money_missing(
        payable_fen=100, received_fen=received, planned_fen=planned, credit_fen=credit, loan_stands=stands
    )
    assert found == expected


def test_papers_before_the_keys_of_a_test_drive() -> None:
    missing = drives.missing_for_start
    licence = date(2026, 3, 10)
    assert missing(customer_drives=True, licence_until=licence, agreed=True, today=TODAY) == []
    assert missing(customer_drives=False, licence_until=None, agreed=True, today=TODAY) == []
    late = missing(customer_drives=True, licence_until=licence - timedelta(days=1), agreed=False, today=TODAY)
    assert late == ["licence_expired", "agreement"]
    assert drives.reminder_due_at(NOW, NOW + timedelta(hours=23)) is None
    assert drives.reminder_due_at(NOW, NOW + timedelta(hours=25)) == NOW + timedelta(hours=1)


def test_names_on_a_public_page() -> None:
    assert [masked_name(name) for name in ("王小明", "王", "欧阳娜娜", "")] == ["王**", "王*", "欧***", "*"]
