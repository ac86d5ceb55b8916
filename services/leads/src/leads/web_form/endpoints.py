"""HTTP of web forms: two public paths, and what a store sets up."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from service_defaults.idempotency import OnlyOnce
from service_defaults.identity import Role
from service_defaults.open_bodies import described, read_capped
from service_defaults.web import ExpectedVersion, Reads, Writes, public, set_etag, staff
from service_defaults.work import Work

from leads.web_form import forms, service
from leads.web_form.open_route import OpenRoute, let_read
from leads.web_form.schemas import (
    FormKey,
    SubmissionCreate,
    SubmissionRow,
    SubmissionTaken,
    WebFormChange,
    WebFormCreate,
    WebFormOut,
    WebFormPage,
)
from leads.web_form.service import Visit

router = APIRouter(tags=["web forms"], route_class=OpenRoute)
FORM_POSTS = staff(Role.MARKETING, Role.SALES_MANAGER)
CAP_BYTES = 12_288
SUBMISSION = described(SubmissionCreate)


async def _visit(request: Request, work: Work, form_key: str, *, writes: bool) -> Visit:
    origin = request.headers.get("origin")
    # The gateway alone sets it, to the one address that it believes.
    address = request.headers.get("x-forwarded-for") or (request.client.host if request.client else "")
    host = request.headers.get("host", "")
    at = await service.visit(work, form_key, origin=origin, host=host, address=address, writes=writes)
    let_read(request, origin)
    return at


@router.options("/web-forms/{form_key}/{tail}", dependencies=public(), include_in_schema=False)
async def allow_web_form(form_key: FormKey, tail: str, work: Writes, request: Request) -> Response:
    """For scripts of registered web sites, whose browsers ask first."""
    await _visit(request, work, form_key, writes=True)
    headers = {
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "Content-Type, Accept-Language",
        "Access-Control-Max-Age": "7200",
    }
    return Response(status_code=204, headers=headers)


@router.get("/web-forms/{form_key}/page", dependencies=public())
async def open_web_form_page(form_key: FormKey, request: Request, work: Writes) -> WebFormPage:
    """What the public page of a form shows, with the token that its submission needs. Nothing of a person."""
    return await service.show(work, await _visit(request, work, form_key, writes=False))


@router.post(
    "/web-forms/{form_key}/submissions",
    status_code=202,
    dependencies=public(),
    openapi_extra=described(SubmissionCreate),
)
async def submit_web_form(form_key: FormKey, request: Request, work: Writes) -> SubmissionTaken:
    """A filled-in form, at most 12 KiB, from its own page or a registered web site; the same `id` counts once.

    The answer is the same whoever it was. 422 with `token`, `proof_bits` and `wait_seconds` asks to send it once more.
    """
    at = await _visit(request, work, form_key, writes=True)
    await service.submit(work, at, await read_capped(request, SubmissionCreate, CAP_BYTES))
    return SubmissionTaken()


@router.get("/web-forms", dependencies=FORM_POSTS)
async def list_web_forms(reading: Reads) -> list[WebFormOut]:
    """The store's public forms with their numbers of the last 30 days."""
    return await forms.list_forms(reading)


@router.post("/web-forms", status_code=201, dependencies=FORM_POSTS)
async def open_web_form(body: WebFormCreate, work: Writes, once: OnlyOnce) -> WebFormOut:
    """A new public form. The wording of the consent to be contacted is required; marketing and profiling are extra."""

    async def act() -> WebFormOut:
        return await forms.open_form(work, body)

    return await once.run(work, WebFormOut, act)


@router.get("/web-forms/{form_id}", dependencies=FORM_POSTS)
async def get_web_form(form_id: UUID, reading: Reads, response: Response) -> WebFormOut:
    """One form with its numbers."""
    form = await forms.form_page(reading, form_id)
    set_etag(response, form.version)
    return form


@router.patch("/web-forms/{form_id}", dependencies=FORM_POSTS)
async def change_web_form(
    form_id: UUID, body: WebFormChange, work: Writes, expected: ExpectedVersion, response: Response
) -> WebFormOut:
    """The form as it is to be; needs `If-Match`. A changed wording needs a version of its own."""
    form = await forms.change_form(work, form_id, body, expected)
    set_etag(response, form.version)
    return form


@router.get("/web-forms/{form_id}/entries", dependencies=FORM_POSTS)
async def list_web_form_entries(
    form_id: UUID, reading: Reads, limit: Annotated[int, Query(ge=1, le=100)] = 50
) -> list[SubmissionRow]:
    """What came by this form, newest first: what it became, and why something waits."""
    return await forms.list_submissions(reading, form_id, limit)
