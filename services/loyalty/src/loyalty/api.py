"""Router table."""

from fastapi import APIRouter
from service_defaults import timeline

from loyalty.member.endpoints import router as member
from loyalty.referral.endpoints import router as referral
from loyalty.setting.endpoints import router as setting
from loyalty.summary.endpoints import router as summary

ROUTERS: tuple[APIRouter, ...] = (member, referral, summary, setting, timeline.router)
