"""A store sets up its forms."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from contracts.vocabulary import Purpose
from service_defaults.ids import new_id
from service_defaults.store_settings import settings_of
from service_defaults.web import check_version
from service_defaults.work import Reading, Work

from leads.behaviour.errors import OriginMalformed
from leads.behaviour.policy import is_origin
from leads.customer.service import home_store
from leads.setting.schemas import LeadSettings
from leads.web_form import repository
from leads.web_form.errors import ContactWordingRequired, FormNotFound, SourceUnknown, WordingVersionTaken
from leads.web_form.models import WebForm, WebFormWording
from leads.web_form.schemas import SubmissionRow, WebFormChange, WebFormCreate, WebFormNumbers, WebFormOut

_DAYS = 30
_PLAIN = ("name", "kind", "source", "campaign", "models")


async def list_forms(reading: Reading) -> list[WebFormOut]:
    since = (reading.now - timedelta(days=_DAYS)).date()
    return [_row(row) for row in await repository.forms(reading.session, reading.actor, since)]


async def form_page(reading: Reading, form_id: UUID) -> WebFormOut:
    """Raises `FormNotFound`."""
    found = next((one for one in await list_forms(reading) if one.id == form_id), None)
    if found is None:
        raise FormNotFound
    return found


async def list_submissions(reading: Reading, form_id: UUID, limit: int) -> list[SubmissionRow]:
    """The newest first. Raises `FormNotFound`."""
    if await repository.form(reading.session, reading.actor, form_id) is None:
        raise FormNotFound
    rows = await repository.submissions(reading.session, reading.actor, form_id, limit)
    shown = tuple(SubmissionRow.model_fields)
    return [SubmissionRow.model_validate({name: getattr(row, name) for name in shown}) for row in rows]


async def open_form(work: Work, command: WebFormCreate) -> WebFormOut:
    """Raises `SourceUnknown`, `OriginMalformed`, `ContactWordingRequired`."""
    store = await home_store(work)
    form = WebForm(
        id=new_id(),
        store_id=store.id,
        form_key=f"wf_{secrets.token_urlsafe(16)}",
        active=True,
        created_at=work.now,
    )
    await _write(work, form, command, before=[])
    work.session.add(form)
    await work.session.flush()
    return _out(form, store.name, WebFormNumbers())


async def change_form(work: Work, form_id: UUID, command: WebFormChange, expected: int) -> WebFormOut:
    """Raises `FormNotFound`, `PreconditionFailed`, `WordingVersionTaken` and what opening one raises."""
    form = await repository.lock_form(work.session, work.actor, form_id)
    if form is None:
        raise FormNotFound
    check_version(form.version, expected)
    await _write(work, form, command, before=await repository.wordings(work.session, form.id))
    form.active = command.active
    await work.session.flush()
    return await form_page(work, form_id)


async def _write(work: Work, form: WebForm, command: WebFormCreate, before: Sequence[WebFormWording]) -> None:
    settings = await settings_of(work.session, form.store_id, LeadSettings)
    if command.source not in settings.sources:
        raise SourceUnknown(pointer="/source")
    form.origins = _origins(command.origins)
    _keep_wordings(work, form, command, before)
    for name in _PLAIN:
        setattr(form, name, getattr(command, name))
    form.texts = command.texts.model_dump(mode="json")
    form.fields = [one.model_dump(mode="json") for one in command.fields]
    form.consents = [one.model_dump(mode="json") for one in command.consents]


def _keep_wordings(work: Work, form: WebForm, command: WebFormCreate, before: Sequence[WebFormWording]) -> None:
    """A version once shown keeps its text for ever."""
    if all(one.purpose is not Purpose.SERVICE for one in command.consents):
        raise ContactWordingRequired(pointer="/consents")
    known = {(one.purpose, one.version): one for one in before}
    for place, one in enumerate(command.consents):
        kept = known.get((one.purpose, one.version))
        if kept is not None and (kept.zh, kept.en) != (one.zh, one.en):
            raise WordingVersionTaken(pointer=f"/consents/{place}/version")
        if kept is None:
            row = WebFormWording(form_id=form.id, store_id=form.store_id, since=work.now, **one.model_dump())
            work.session.add(row)


def _origins(texts: list[str]) -> list[str]:
    for place, text in enumerate(texts):
        if not is_origin(text.rstrip("/")):
            raise OriginMalformed(pointer=f"/origins/{place}")
    return list(dict.fromkeys(text.rstrip("/").casefold() for text in texts))


def _row(row: Any) -> WebFormOut:
    numbers = {name: int(getattr(row, name) or 0) for name in repository.COUNTS}
    return _out(row.WebForm, row.store_name or "", WebFormNumbers.model_validate(numbers))


def _out(form: WebForm, store_name: str, numbers: WebFormNumbers) -> WebFormOut:
    plain = {name: getattr(form, name) for name in WebFormOut.model_fields if name not in ("store_name", "numbers")}
    return WebFormOut.model_validate({**plain, "store_name": store_name, "numbers": numbers})
