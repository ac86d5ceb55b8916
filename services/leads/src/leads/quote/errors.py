"""What a quote may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound

from leads.quote.policy import Impossible


class QuoteNotFound(NotFound):
    code = "quote_not_found"
    zh = "没有找到该报价"
    en = "Quote not found"


class QuoteDecidedAlready(Conflict):
    code = "quote_decided"
    zh = "该报价当前状态为 {status}，不需要审批"
    en = "The quote is {status}; there is nothing to decide"


class TradeInUnusable(Invalid):
    code = "trade_in_unusable"
    zh = "该评估没有被接受或仍然有效的报价"
    en = "This appraisal has no accepted or still valid offer"


class LeadOfAnother(Invalid):
    code = "lead_of_another"
    zh = "该线索不属于此客户"
    en = "This lead belongs to another customer"


class TermsImpossible(Invalid):
    """Base of the four ways in which terms contradict themselves."""

    code = "terms_impossible"


class DiscountAbovePrice(TermsImpossible):
    code = Impossible.DISCOUNT_ABOVE_PRICE.value
    zh = "优惠不能大于车价"
    en = "The discount cannot exceed the price"


class DownPaymentAbovePrice(TermsImpossible):
    code = Impossible.DOWN_PAYMENT_ABOVE_PRICE.value
    zh = "首付不能大于成交车价"
    en = "The down payment cannot exceed the price"


class NothingToFinance(TermsImpossible):
    code = Impossible.NOTHING_TO_FINANCE.value
    zh = "首付已等于车价，无需贷款"
    en = "The down payment covers the price; there is nothing to finance"


class TradeInAboveRest(TermsImpossible):
    code = Impossible.TRADE_IN_ABOVE_REST.value
    zh = "置换抵扣与贷款之和大于应付总额，请降低贷款"
    en = "Trade-in and loan together exceed what is payable; lower the loan"


IMPOSSIBLE: dict[Impossible, tuple[type[TermsImpossible], str]] = {
    Impossible.DISCOUNT_ABOVE_PRICE: (DiscountAbovePrice, "/discount_fen"),
    Impossible.DOWN_PAYMENT_ABOVE_PRICE: (DownPaymentAbovePrice, "/loan/down_payment_fen"),
    Impossible.NOTHING_TO_FINANCE: (NothingToFinance, "/loan/down_payment_fen"),
    Impossible.TRADE_IN_ABOVE_REST: (TradeInAboveRest, "/loan"),
}
