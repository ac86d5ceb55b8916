"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

from aftersales.owned_vehicle import endpoints as owned_vehicle
from aftersales.questionnaire import endpoints as questionnaire
from aftersales.setting import endpoints as setting

ROUTERS: tuple[APIRouter, ...] = (
    owned_vehicle.router,
    questionnaire.router,
    setting.router,
    timeline.router,
)
