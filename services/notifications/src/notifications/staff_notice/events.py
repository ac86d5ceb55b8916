"""The only place that builds this event."""

from contracts.notifications import StaffNotified

from notifications.staff_notice.models import StaffNotice


def staff_notified(notice: StaffNotice) -> StaffNotified:
    return StaffNotified(
        notice_id=notice.id,
        staff_id=notice.staff_id,
        store_id=notice.store_id,
        kind=notice.kind,
    )
