"""What the contact log may refuse."""

from service_defaults.errors import NotFound


class FollowUpNotFound(NotFound):
    code = "follow_up_not_found"
    zh = "没有找到该跟进记录"
    en = "Contact not found"
