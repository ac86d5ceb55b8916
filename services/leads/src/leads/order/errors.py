"""What an order may refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class OrderNotFound(NotFound):
    code = "order_not_found"
    zh = "没有找到该订单"
    en = "Order not found"


class QuoteNotApproved(Conflict):
    code = "quote_not_approved"
    zh = "报价状态为 {status}，须经批准后才能下订"
    en = "The quote is {status}; only an approved quote becomes an order"


class QuoteExpired(Conflict):
    code = "quote_expired"
    zh = "报价已过有效期，请重新报价"
    en = "The quote has expired; make a new version"


class QuoteOrdered(Conflict):
    code = "quote_ordered"
    zh = "该报价已下订"
    en = "An order was placed from this quote already"


class TradeInChanged(Conflict):
    code = "trade_in_changed"
    zh = "置换报价已变化或失效，请重新报价"
    en = "The trade-in offer has changed or lapsed; make a new quote"


class DepositAbovePayable(Invalid):
    code = "deposit_above_payable"
    zh = "定金/订金不能大于应付总额"
    en = "The deposit cannot exceed what is payable"


class PaymentAboveOwed(Invalid):
    code = "payment_above_owed"
    zh = "收款超过欠款，尚欠 {owed} 元"
    en = "More than is owed: {owed} yuan are left"


class StepRefused(Conflict):
    code = "order_step_refused"
    zh = "订单当前状态为 {status}，不能{zh}"
    en = "The order is {status}; cannot {en}"


class NoCar(Conflict):
    code = "order_without_car"
    zh = "订单尚未配车，请先配车"
    en = "No car is allocated yet; allocate one first"


class CarTaken(Conflict):
    code = "car_taken"
    zh = "该车已被其他订单占用或不可售，请选其他车辆"
    en = "This car is held by another order or not for sale; choose another"


class CarOfOtherModel(Invalid):
    code = "car_of_other_model"
    zh = "该车与订单的车型或新旧类别不符"
    en = "This car is of another model or kind (new, demo, used) than ordered"


class LinkEnded(NotFound):
    code = "link_ended"
    zh = "链接已失效，请联系您的销售顾问"
    en = "This link has ended; please ask your sales adviser"
