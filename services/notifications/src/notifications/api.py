"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

from notifications.delivery.endpoints import router as delivery
from notifications.endpoint.endpoints import router as endpoint
from notifications.inbound.endpoints import router as inbound
from notifications.message.endpoints import router as message
from notifications.partner.endpoints import router as partner
from notifications.setting.endpoints import router as setting
from notifications.staff_notice.endpoints import router as staff_notice
from notifications.summary.endpoints import router as summary
from notifications.template.endpoints import router as template

ROUTERS: tuple[APIRouter, ...] = (
    message,
    template,
    staff_notice,
    endpoint,
    partner,
    delivery,
    inbound,
    summary,
    setting,
    timeline.router,
)
