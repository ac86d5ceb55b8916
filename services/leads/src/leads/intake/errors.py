"""What intake refuses. Refusals keep what was sent."""

from service_defaults.errors import Conflict, Forbidden, Invalid, NotFound, Refusal, TooLarge


class NothingReadable(Refusal, Invalid):
    """Carries `results`, one per prospect, each with its reason."""

    code = "intake_refused"
    zh = "没有可读取的线索:{reason}"
    en = "No lead could be read: {reason}"


class DocumentTooLarge(Refusal, TooLarge):
    """Size, digest and sender are kept."""


class SenderWithoutStore(Forbidden):
    code = "sender_without_store"
    zh = "该合作方未开通任何门店,请联系管理员"
    en = "This partner may not deliver to any store; please ask the administrator"


class QuarantineNotFound(NotFound):
    code = "quarantined_intake_not_found"
    zh = "没有找到该隔离记录"
    en = "Quarantined document not found"


class QuarantineClosed(Conflict):
    code = "quarantined_intake_closed"
    zh = "该隔离记录已处理"
    en = "This quarantined document is closed already"


class PartnerUnknown(NotFound):
    code = "partner_not_found"
    zh = "没有找到该合作方"
    en = "Partner not found"
