"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

ROUTERS: tuple[APIRouter, ...] = (timeline.router,)
