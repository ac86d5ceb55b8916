"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

import leads.appraisal.endpoints as appraisals
import leads.behaviour.endpoints as behaviour
import leads.bulk_change.endpoints as bulk_changes
import leads.bulk_import.endpoints as bulk_imports
import leads.card.endpoints as cards
import leads.consent.endpoints as consents
import leads.customer.endpoints as customers
import leads.delivery.endpoints as deliveries
import leads.dispute.endpoints as disputes
import leads.duplicate.endpoints as duplicates
import leads.file_quality.endpoints as file_quality
import leads.file_quality.stock_take_endpoints as stock_takes
import leads.follow_up.endpoints as follow_ups
import leads.form.endpoints as forms
import leads.intake.endpoints as intake
import leads.key_account.endpoints as key_accounts
import leads.kpi.endpoints as kpis
import leads.lead.endpoints as lead_endpoints
import leads.level.endpoints as levels
import leads.loan.endpoints as loans
import leads.loss.endpoints as losses
import leads.mailbox.endpoints as mailboxes
import leads.merge.endpoints as merges
import leads.order.endpoints as orders
import leads.ownership.endpoints as ownerships
import leads.partner_map.endpoints as partner_maps
import leads.pool.endpoints as pools
import leads.quote.endpoints as quotes
import leads.score.endpoints as scores
import leads.setting.endpoints as settings
import leads.signal.endpoints as signals
import leads.temperature.endpoints as temperatures
import leads.test_drive.endpoints as test_drives
import leads.today.endpoints as today
import leads.transfer.endpoints as transfers
import leads.vehicle.endpoints as vehicles
import leads.visit.endpoints as visits
import leads.web_form.endpoints as web_forms
from leads.customer.service import get_customer

ROUTERS: tuple[APIRouter, ...] = (
    timeline.routes(get_customer),
    today.router,
    customers.router,
    cards.router,
    merges.router,
    duplicates.router,
    file_quality.router,
    stock_takes.router,
    consents.router,
    lead_endpoints.router,
    bulk_changes.router,
    follow_ups.router,
    visits.router,
    intake.router,
    web_forms.router,
    mailboxes.router,
    partner_maps.router,
    bulk_imports.router,
    settings.router,
    levels.router,
    kpis.router,
    forms.router,
    vehicles.router,
    test_drives.router,
    appraisals.router,
    quotes.router,
    orders.router,
    loans.router,
    deliveries.router,
    ownerships.router,
    pools.router,
    transfers.router,
    disputes.router,
    losses.router,
    behaviour.router,
    signals.router,
    temperatures.router,
    scores.router,
    key_accounts.router,
)
