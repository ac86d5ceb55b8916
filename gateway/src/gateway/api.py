"""Router table of the gateway's own operations."""

from fastapi import APIRouter

from gateway.clock.endpoints import router as clock
from gateway.customer_view.endpoints import router as customer_view
from gateway.live.endpoints import router as live
from gateway.organisation.endpoints import router as organisation
from gateway.organisation.staff_endpoints import router as staff
from gateway.partner.endpoints import router as partner
from gateway.saved_view.endpoints import router as saved_view
from gateway.search.endpoints import router as search
from gateway.session.endpoints import router as session

ROUTERS: tuple[APIRouter, ...] = (session, organisation, staff, partner, clock, live, customer_view, search, saved_view)
