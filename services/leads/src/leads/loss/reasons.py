"""Reasons of defeat are data of the store."""

from leads.loss.errors import LossReasonUnknown
from leads.setting.loss import LossReason, LossSettings


def known_reason(rules: LossSettings, code: str, pointer: str = "/reason") -> LossReason:
    """One that is in use. Raises `LossReasonUnknown`."""
    reason = rules.reason(code)
    if reason is None or reason.retired:
        raise LossReasonUnknown(reason=code, pointer=pointer)
    return reason
