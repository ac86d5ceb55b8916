"""HTTP of wordings."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from service_defaults.identity import Role
from service_defaults.web import ExpectedVersion, Reads, Writes, set_etag, staff

from notifications.template import service
from notifications.template.policy import Channel, Locale
from notifications.template.schemas import MessageTemplates, TemplateOut, TemplateText

router = APIRouter(tags=["templates"])


@router.get("/message-templates", dependencies=staff())
async def list_message_templates(reading: Reads) -> MessageTemplates:
    """Every wording of the caller's store: its own version where it chose one, else the built-in text."""
    return MessageTemplates(items=await service.list_templates(reading))


@router.put("/message-templates/{code}/{channel}/{locale}", dependencies=staff(Role.CRM_MANAGER, Role.MARKETING))
async def put_message_template(
    *,
    code: Annotated[str, Path(max_length=64)],
    channel: Channel,
    locale: Locale,
    body: TemplateText,
    work: Writes,
    expected: ExpectedVersion,
    response: Response,
) -> TemplateOut:
    """Put the store's own wording in force; `If-Match` is the version seen."""
    shown = await service.choose_text(work, code, channel, locale, text=body.text, expected=expected)
    set_etag(response, shown.version)
    return shown
