"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

import leads.appraisal.endpoints as appraisals
import leads.behaviour.endpoints as behaviour
import leads.bulk_import.endpoints as bulk_imports
import leads.consent.endpoints as consents
import leads.customer.endpoints as customers
import leads.delivery.endpoints as deliveries
import leads.follow_up.endpoints as follow_ups
import leads.intake.endpoints as intake
import leads.key_account.endpoints as key_accounts
import leads.kpi.endpoints as kpis
import leads.lead.endpoints as lead_endpoints
import leads.level.endpoints as levels
import leads.loan.endpoints as loans
import leads.order.endpoints as orders
import leads.quote.endpoints as quotes
import leads.score.endpoints as scores
import leads.setting.endpoints as settings
import leads.signal.endpoints as signals
import leads.temperature.endpoints as temperatures
import leads.test_drive.endpoints as test_drives
import leads.today.endpoints as today
import leads.vehicle.endpoints as vehicles
import leads.visit.endpoints as visits
from leads.customer.service import get_customer

ROUTERS: tuple[APIRouter, ...] = (
    timeline.routes(get_customer),
    today.router,
    customers.router,
    consents.router,
    lead_endpoints.router,
    follow_ups.router,
    visits.router,
    intake.router,
    bulk_imports.router,
    settings.router,
    levels.router,
    kpis.router,
    vehicles.router,
    test_drives.router,
    appraisals.router,
    quotes.router,
    orders.router,
    loans.router,
    deliveries.router,
    behaviour.router,
    signals.router,
    temperatures.router,
    scores.router,
    key_accounts.router,
)
