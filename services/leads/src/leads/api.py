"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

import leads.consent.endpoints as consents
import leads.customer.endpoints as customers
import leads.follow_up.endpoints as follow_ups
import leads.intake.endpoints as intake
import leads.lead.endpoints as lead_endpoints
import leads.setting.endpoints as settings
import leads.today.endpoints as today
import leads.visit.endpoints as visits

ROUTERS: tuple[APIRouter, ...] = (
    timeline.router,
    today.router,
    customers.router,
    consents.router,
    lead_endpoints.router,
    follow_ups.router,
    visits.router,
    intake.router,
    settings.router,
)
