"""Rules of an order: where it stands, what is still owed, what the two kinds of deposit mean. All amounts are fen."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum


class OrderStatus(StrEnum):
    """`paid`: nothing is owed any more, or the loan covers the rest."""

    PLACED = "placed"
    ALLOCATED = "allocated"
    PAID = "paid"
    READY = "ready"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class DepositKind(StrEnum):
    """定金 `earnest` secures the contract, 订金 `prepayment` is money paid early."""

    EARNEST = "earnest"
    PREPAYMENT = "prepayment"


class PaymentKind(StrEnum):
    """What a line of the ledger is for. Refund and penalty leave the till; a forfeit stays in it."""

    DEPOSIT = "deposit"
    BALANCE = "balance"
    REFUND = "refund"
    PENALTY = "penalty"


class PaymentMethod(StrEnum):
    CASH = "cash"
    CARD = "card"
    TRANSFER = "transfer"
    WECHAT = "wechat"
    ALIPAY = "alipay"


class Fault(StrEnum):
    """Who breaks the contract; `none` covers an amicable end and force majeure."""

    CUSTOMER = "customer"
    DEALER = "dealer"
    NONE = "none"


LIVE = frozenset({OrderStatus.PLACED, OrderStatus.ALLOCATED, OrderStatus.PAID, OrderStatus.READY})
_EARNEST_ZH = (
    "定金：买方违约无权要求返还，卖方违约双倍返还；"
    "超过主合同标的额 {cap}% 的部分不产生定金效力（《民法典》第 586–588 条）。"
)
_EARNEST_EN = (
    "Earnest money (Civil Code 586-588): lost when the buyer defaults, returned double when the seller does; "
    "what exceeds {cap} % of the price is an ordinary prepayment."
)
_PREPAYMENT_ZH = "订金：预付款，合同未履行时全额退还，不适用定金罚则。"
_PREPAYMENT_EN = "Prepayment: refunded in full when the contract is not performed; no penalty either way."
_LAW = {
    DepositKind.EARNEST: (_EARNEST_ZH, _EARNEST_EN),
    DepositKind.PREPAYMENT: (_PREPAYMENT_ZH, _PREPAYMENT_EN),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts that decide where an order stands."""

    payable_fen: int
    received_fen: int
    loan_credit_fen: int
    allocated: bool
    inspected: bool

    @property
    def owed_fen(self) -> int:
        return max(self.payable_fen - self.received_fen - self.loan_credit_fen, 0)


def status_of(standing: Standing) -> OrderStatus:
    """Where a living order stands; delivery and cancellation are decided, not derived."""
    if not standing.allocated:
        return OrderStatus.PLACED
    if standing.owed_fen > 0:
        return OrderStatus.ALLOCATED
    return OrderStatus.READY if standing.inspected else OrderStatus.PAID


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a cancellation does to the money. `refund + forfeit = received`; a penalty comes on top."""

    refund_fen: int
    forfeit_fen: int
    penalty_fen: int
    zh: str
    en: str


def earnest_part(deposit_fen: int, price_fen: int, cap_percent: Decimal) -> int:
    """The part of a deposit that counts as earnest money in law."""
    return min(deposit_fen, int((price_fen * cap_percent / 100).quantize(Decimal(1), ROUND_DOWN)))


def consequence(
    kind: DepositKind, *, deposit_fen: int, received_fen: int, price_fen: int, fault: Fault, cap_percent: Decimal
) -> Consequence:
    """What cancelling means: `deposit_fen` is the deposit really received, part of `received_fen`."""
    earnest = earnest_part(deposit_fen, price_fen, cap_percent) if kind == DepositKind.EARNEST else 0
    forfeit = earnest if fault == Fault.CUSTOMER else 0
    penalty = earnest if fault == Fault.DEALER else 0
    zh, en = (text.format(cap=cap_percent.normalize()) for text in _LAW[DepositKind(kind)])
    return Consequence(received_fen - forfeit, forfeit, penalty, zh, en)


def deposit_rule(kind: DepositKind, cap_percent: Decimal) -> tuple[str, str]:
    """(zh, en) wording of what the deposit means, for the contract and the screen."""
    zh, en = (text.format(cap=cap_percent.normalize()) for text in _LAW[DepositKind(kind)])
    return zh, en
