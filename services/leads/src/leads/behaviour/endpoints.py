"""HTTP of behaviour: public beacon, showroom devices, partners' interactions, and what staff see of it."""

from importlib.resources import files
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Header, Request, Response
from service_defaults.identity import Role
from service_defaults.open_bodies import described, read_capped
from service_defaults.web import ExpectedVersion, Reads, Writes, partner, public, set_etag, staff

from leads.behaviour import collecting, interest, sites, stitching
from leads.behaviour.errors import BeaconUnknown
from leads.behaviour.schemas import (
    InterestOut,
    SiteChange,
    SiteCreate,
    SiteKey,
    SiteOut,
    SocialInteractions,
    ViewBatch,
    ViewsTaken,
    VisitorLink,
    VisitorWithdrawal,
)
from leads.posts import CUSTOMER_POSTS, FRONT_DESK

router = APIRouter(tags=["behaviour"])
BEACON_POSTS = staff(Role.MARKETING, Role.SALES_MANAGER)
CAP_BYTES = 16_384
SCRIPT = (files("leads.behaviour") / "beacon.js").read_text(encoding="utf-8")


async def _batch(request: Request) -> ViewBatch:
    return await read_capped(request, ViewBatch, CAP_BYTES)


def _open_to(response: Response, origin: str) -> None:
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Vary"] = "Origin"


@router.get("/beacon/script.js", dependencies=public(), response_class=Response)
async def get_beacon_script() -> Response:
    """The script for web sites and configurators. It stores and sends nothing before `chemai.consent(true)`."""
    headers = {
        "Cache-Control": "public, max-age=3600",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Access-Control-Allow-Origin": "*",
    }
    return Response(SCRIPT, media_type="text/javascript", headers=headers)


@router.options("/beacon/sites/{site_key}/{tail}", dependencies=public(), include_in_schema=False)
async def allow_beacon(site_key: SiteKey, tail: str, work: Writes, request: Request) -> Response:
    """For senders that ask first."""
    origin = request.headers.get("origin")
    await collecting.site_door(work, site_key, origin)
    response = Response(status_code=204)
    _open_to(response, str(origin))
    response.headers["Access-Control-Allow-Methods"] = "POST"
    response.headers["Access-Control-Allow-Headers"] = "Content-Type"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


@router.post(
    "/beacon/sites/{site_key}/events", status_code=202, dependencies=public(), openapi_extra=described(ViewBatch)
)
async def collect_views(site_key: SiteKey, request: Request, work: Writes, response: Response) -> ViewsTaken:
    """Views of a visitor who agreed, from a registered origin: at most 40 and 16 KiB, the same batch once."""
    origin = request.headers.get("origin")
    opened = await collecting.site_door(work, site_key, origin)
    _open_to(response, str(origin))
    return ViewsTaken(accepted=await collecting.take_views(work, opened, await _batch(request)))


@router.post(
    "/beacon/sites/{site_key}/withdrawals",
    status_code=204,
    dependencies=public(),
    openapi_extra=described(VisitorWithdrawal),
)
async def withdraw_visitor(site_key: SiteKey, request: Request, work: Writes) -> Response:
    """The visitor takes the consent back: what is kept under this id goes."""
    origin = request.headers.get("origin")
    opened = await collecting.site_door(work, site_key, origin)
    body = await read_capped(request, VisitorWithdrawal, CAP_BYTES)
    await stitching.withdraw_visitor(work, opened.store_id, body.visitor)
    response = Response(status_code=204)
    _open_to(response, str(origin))
    return response


@router.post("/beacon/devices/events", status_code=202, dependencies=public(), openapi_extra=described(ViewBatch))
async def collect_device_views(
    request: Request, work: Writes, x_device_key: Annotated[str | None, Header(max_length=100)] = None
) -> ViewsTaken:
    """What is looked at on a showroom device, which shows its key in `X-Device-Key`."""
    if not x_device_key:
        raise BeaconUnknown
    opened = await collecting.device_door(work, x_device_key)
    return ViewsTaken(accepted=await collecting.take_views(work, opened, await _batch(request)))


@router.post("/intake/social-interactions", status_code=202, dependencies=partner())
async def receive_social_interactions(body: SocialInteractions, work: Writes) -> ViewsTaken:
    """What people did on a partner's platform, for the partner's first store. The same `id` counts once.

    They become a customer's when a lead of the same partner carries the `actor` as its `visitor_id`, with consent.
    """
    return ViewsTaken(accepted=await collecting.take_interactions(work, body))


@router.get("/behaviour-sites", dependencies=BEACON_POSTS)
async def list_behaviour_sites(reading: Reads) -> list[SiteOut]:
    """Web sites and showroom devices that may report behaviour."""
    return await sites.list_sites(reading)


@router.post("/behaviour-sites", status_code=201, dependencies=BEACON_POSTS)
async def open_behaviour_site(body: SiteCreate, work: Writes) -> SiteOut:
    """Register a web site by its origins, or a showroom device; a device's key is answered this once."""
    # Not once: what is remembered of a repeated request would hold the key.
    return await sites.open_site(work, body)


@router.patch("/behaviour-sites/{site_id}", dependencies=BEACON_POSTS)
async def change_behaviour_site(
    site_id: UUID, body: SiteChange, work: Writes, expected: ExpectedVersion, response: Response
) -> SiteOut:
    """Change what is given; needs `If-Match`. What is switched off takes nothing any more."""
    site = await sites.change_site(work, site_id, body, expected)
    set_etag(response, site.version)
    return site


@router.post("/behaviour-sites/{site_id}/key-replacement", dependencies=BEACON_POSTS)
async def replace_device_key(site_id: UUID, work: Writes) -> SiteOut:
    """A new key for a showroom device; the old one opens nothing from now on."""
    return await sites.replace_device_key(work, site_id)


@router.get("/customers/{customer_id}/interest", dependencies=staff(*CUSTOMER_POSTS))
async def get_customer_interest(customer_id: UUID, reading: Reads) -> InterestOut:
    """What the customer looked at: models, topics, rivals, the last views. Kept only with consent."""
    return await interest.get_interest(reading, customer_id)


@router.post("/customers/{customer_id}/visitor-links", status_code=204, dependencies=staff(*FRONT_DESK))
async def link_visitor(customer_id: UUID, body: VisitorLink, work: Writes) -> None:
    """Views of a site's or device's visitor are this customer's; needs the consent, on record or given just now."""
    await stitching.link_by_hand(work, customer_id, body)
