"""What intake refuses. Refusals keep what was sent."""

from service_defaults.errors import Conflict, Forbidden, Invalid, NotFound, Refusal, TooLarge


class NothingReadable(Refusal, Invalid):
    """Carries `results`, one per prospect, each with its reason."""

    code = "intake_refused"
    zh = "没有可读取的线索：{reason}"
    en = "No lead could be read: {reason}"


class DocumentTooLarge(Refusal, TooLarge):
    """Size, digest and sender are kept."""


class SenderWithoutStore(Forbidden):
    code = "sender_without_store"
    zh = "该合作方未开通任何门店，请联系管理员"
    en = "This partner may not deliver to any store; please ask the administrator"


class QuarantineNotFound(NotFound):
    code = "quarantined_intake_not_found"
    zh = "没有找到该隔离记录"
    en = "Quarantined document not found"


class QuarantineClosed(Conflict):
    code = "quarantined_intake_closed"
    zh = "该隔离记录已处理"
    en = "This quarantined document is closed already"


class StillRefused(Invalid):
    """Nothing has changed: the row stays open."""

    code = "intake_still_refused"
    zh = "仍不能入库：{reason}"
    en = "It still cannot be taken: {reason}"


class DocumentGone(Conflict):
    code = "intake_document_gone"
    zh = "原文过大未保留或已过保存期，请手工补录"
    en = "The document was too large or is past its retention; please complete it by hand"


class PartnerUnknown(NotFound):
    code = "partner_not_found"
    zh = "没有找到该合作方"
    en = "Partner not found"
