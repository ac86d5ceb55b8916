"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

from aftersales.care_task import endpoints as care_task
from aftersales.complaint import endpoints as complaint
from aftersales.owned_vehicle import endpoints as owned_vehicle
from aftersales.questionnaire import endpoints as questionnaire
from aftersales.setting import endpoints as setting
from aftersales.summary import endpoints as summary

ROUTERS: tuple[APIRouter, ...] = (
    owned_vehicle.router,
    care_task.router,
    questionnaire.router,
    complaint.router,
    summary.router,
    setting.router,
    timeline.router,
)
