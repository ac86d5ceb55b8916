"""What the consent gate refuses."""

from service_defaults.errors import Conflict, Invalid, NotFound


class ConsentMissing(Conflict):
    code = "consent_missing"
    zh = "缺少客户的单独同意（{purpose}），请先取得同意并登记后再操作"
    en = "The customer's separate consent is missing ({purpose}); obtain and record it first"


class RecipientRequired(Invalid):
    code = "consent_recipient_required"
    zh = "共享同意必须写明接收方"
    en = "Consent to share names its recipient"


class RecipientUnexpected(Invalid):
    code = "consent_recipient_unexpected"
    zh = "只有共享同意才写接收方"
    en = "Only consent to share names a recipient"


class NothingToWithdraw(NotFound):
    code = "consent_not_given"
    zh = "没有可撤回的同意"
    en = "There is no such consent to withdraw"
