"""What the pool may refuse."""

from service_defaults.errors import Conflict, NotFound


class NotInPool(NotFound):
    code = "not_in_pool"
    zh = "该客户不在公海中"
    en = "This customer is not in the pool"


class PoolTaken(Conflict):
    code = "pool_taken"
    zh = "手慢了，{owner} 刚刚领取了该客户"
    en = "{owner} was faster: the customer was just claimed"


class ClaimDailyLimit(Conflict):
    code = "claim_daily_limit"
    zh = "今日已领取 {limit} 位，达到每日上限"
    en = "You have claimed {limit} customers today, which is the limit"


class ClaimCapacity(Conflict):
    code = "claim_capacity"
    zh = "在跟客户已达库容 {limit} 位，请先处理手头客户"
    en = "You have {limit} customers in work, which is your capacity; deal with some of them first"


class ClaimRepeat(Conflict):
    code = "claim_repeat_cooldown"
    zh = "该客户曾由您流失到公海，{until} 之后才能再次领取"
    en = "The pool got this customer from you; you may claim them again after {until}"


class ClaimNewData(Conflict):
    code = "claim_new_data_cooldown"
    zh = "新进公海的客户 {until} 之后开放领取"
    en = "New in the pool: open for claims from {until}"


class CustomerBlocked(Conflict):
    code = "customer_blocked"
    zh = "该客户有进行中的业务（{blockers}），不能放入公海"
    en = "This customer cannot go to the pool: {blockers}"


class NotYours(Conflict):
    code = "customer_not_held"
    zh = "该客户目前没有归属"
    en = "Nobody holds this customer at the moment"
