"""What mailboxes refuse."""

from service_defaults.errors import Conflict, Invalid, NotFound


class MailboxNotFound(NotFound):
    code = "mailbox_not_found"
    zh = "没有找到该邮箱"
    en = "Mailbox not found"


class MailboxPasswordNeeded(Invalid):
    code = "mailbox_password_needed"
    zh = "更换服务器或账号时须重新填写密码"
    en = "Another server or user needs the password again"


class SenderMalformed(Invalid):
    code = "mailbox_sender_malformed"
    zh = "请填写完整邮箱地址，或 @域名"
    en = "Give a full address, or @domain for everybody there"


class SenderPartnerUnknown(Invalid):
    code = "mailbox_sender_partner_unknown"
    zh = "没有找到该合作方"
    en = "There is no such partner"


class MailboxSwitchedOff(Conflict):
    code = "mailbox_switched_off"
    zh = "邮箱未启用，请先启用"
    en = "The mailbox is switched off; switch it on first"
