"""Refusals of inbound webhooks."""

from service_defaults.errors import Conflict, Refusal, TooLarge, Unauthenticated


class WebhookNotVerified(Refusal, Unauthenticated):
    """One answer for every fault: whoever guesses learns nothing. The reason is in the rejection log."""

    code = "webhook_not_verified"
    zh = "签名、时间或合作伙伴编号不对，未作任何处理"
    en = "Signature, timestamp or partner do not fit; nothing was done"


class WebhookTooLarge(Refusal, TooLarge):
    """Counted in the rejection log."""


class InboundNotRetryable(Conflict):
    code = "inbound_not_retryable"
    zh = "该消息已处理或内容已清除，无法重试"
    en = "This webhook was processed, or its content dropped; it cannot be tried again"
