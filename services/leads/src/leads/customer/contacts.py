"""Contact data on their way in (typed text → points) and out (sealed rows → points)."""

from collections.abc import Iterable

from service_defaults.work import Reading

from leads.customer import filing, policy, repository
from leads.customer.errors import ContactRequired, EmailUnreadable, PhoneUnreadable
from leads.customer.models import ContactPoint, Customer
from leads.customer.policy import CustomerDraft, Point, PointKind
from leads.customer.schemas import CustomerCreate


def read_number(text: str, region: str, pointer: str = "/mobile") -> Point:
    """Raises `PhoneUnreadable` for text that is no number of a telephone."""
    number = policy.read_phone(text, region)
    if number is None or len(number.national) < 5 or len(number.national) > 20:
        raise PhoneUnreadable(pointer=pointer)
    return policy.phone_point(number)


def read_address(text: str, pointer: str = "/email") -> Point:
    address = policy.read_email(text)
    if address is None:
        raise EmailUnreadable(pointer=pointer)
    return policy.email_point(address)


def draft_from(command: CustomerCreate, region: str) -> CustomerDraft:
    """Raises `PhoneUnreadable`, `EmailUnreadable`, `ContactRequired`."""
    points: list[Point] = []
    if command.mobile:
        points.append(read_number(command.mobile, region))
    points += [read_number(text, region, f"/other_phones/{n}") for n, text in enumerate(command.other_phones)]
    if command.email:
        points.append(read_address(command.email))
    if command.wechat:
        points.append(policy.wechat_point(command.wechat))
    if not points:
        raise ContactRequired(pointer="/mobile")
    return CustomerDraft(
        name=command.name or "",
        points=policy.in_order(points),
        source=command.source,
        kind=command.kind,
        gender=command.gender,
        city=command.city,
        tags=tuple(dict.fromkeys(command.tags)),
        referrer_customer_id=command.referrer_customer_id,
        company=command.company.model_dump(exclude_none=True) if command.company else None,
        note=command.note,
    )


async def opened_points(reading: Reading, customer: Customer) -> tuple[Point, ...]:
    """A customer's contact points in clear."""
    return opened(reading, await repository.points_of(reading.session, customer.id))


def opened(reading: Reading, rows: Iterable[ContactPoint]) -> tuple[Point, ...]:
    return tuple(_opened(reading, row) for row in rows)


def _opened(reading: Reading, row: ContactPoint) -> Point:
    clear = reading.vault.open(row.sealed, table=filing.POINT_TABLE, column="sealed", row_id=row.id)
    match PointKind(row.kind):
        case PointKind.PHONE:
            # Sealed numbers are E.164 or plain digits: no region is needed to read them back.
            number = policy.read_phone(clear, "CN")
            if number is not None:
                return policy.phone_point(number)
            return Point(PointKind.PHONE, clear, row.masked, None)
        case PointKind.EMAIL:
            return policy.email_point(clear)
        case PointKind.WECHAT:
            return policy.wechat_point(clear)
