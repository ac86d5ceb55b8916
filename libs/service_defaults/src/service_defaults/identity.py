"""Who is asking: principals, roles, and the short-lived internal token that carries them (architecture rule 7)."""

import time
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from pydantic import BaseModel

from service_defaults.errors import Unauthenticated

ISSUER = "chemai-gateway"
AUDIENCE = "chemai-services"
TOKEN_LIFE = timedelta(minutes=5)
_CACHE_SIZE = 2048


class Role(StrEnum):
    """Posts of a dealership (reference: roles of Chinese 4S stores). One person may hold several."""

    RECEPTIONIST = "receptionist"
    SALES_ADVISOR = "sales_advisor"
    FLOOR_SUPERVISOR = "floor_supervisor"
    SALES_MANAGER = "sales_manager"
    DCC_AGENT = "dcc_agent"
    DCC_SUPERVISOR = "dcc_supervisor"
    TEST_DRIVE_SPECIALIST = "test_drive_specialist"
    APPRAISER = "appraiser"
    FINANCE_SPECIALIST = "finance_specialist"
    INSURANCE_RENEWAL_SPECIALIST = "insurance_renewal_specialist"
    SERVICE_ADVISOR = "service_advisor"
    SERVICE_MANAGER = "service_manager"
    CRC_AGENT = "crc_agent"
    CRM_MANAGER = "crm_manager"
    MARKETING = "marketing"
    GENERAL_MANAGER = "general_manager"
    GROUP_ADMIN = "group_admin"
    AFTERSALES_BUSINESS_MANAGER = "aftersales_business_manager"
    TECHNICAL_EXPERT = "technical_expert"
    PARTS_CLERK = "parts_clerk"
    CHANNEL_PARTNER_MANAGER = "channel_partner_manager"
    CONTENT_EDITOR = "content_editor"
    PUBLIC_OPINION_MONITOR = "public_opinion_monitor"
    TRAINER = "trainer"


class Scope(StrEnum):
    OWN = "own"
    TEAM = "team"
    STORE = "store"
    GROUP = "group"


_WIDTH = {Scope.OWN: 0, Scope.TEAM: 1, Scope.STORE: 2, Scope.GROUP: 3}
ROLE_SCOPE: dict[Role, Scope] = {
    **dict.fromkeys(Role, Scope.STORE),
    Role.SALES_ADVISOR: Scope.OWN,
    Role.DCC_AGENT: Scope.OWN,
    Role.DCC_SUPERVISOR: Scope.TEAM,
    Role.GROUP_ADMIN: Scope.GROUP,
}
STAND_INS = frozenset({Role.GENERAL_MANAGER, Role.GROUP_ADMIN})


def widest_scope(roles: frozenset[Role]) -> Scope:
    return max((ROLE_SCOPE[role] for role in roles), key=_WIDTH.__getitem__, default=Scope.OWN)


class Kind(StrEnum):
    STAFF = "staff"
    OWNER = "owner"
    PARTNER = "partner"
    LINK = "link"
    SYSTEM = "system"


class Principal(BaseModel, frozen=True):
    """Who asks. `id` is the staff or partner id, the person key of an owner, or the hash of a public link's token."""

    kind: Kind
    id: str
    name: str = ""
    username: str = ""
    group_id: UUID | None = None
    store_ids: tuple[UUID, ...] = ()
    team_ids: tuple[UUID, ...] = ()
    roles: frozenset[Role] = frozenset()
    scope: Scope = Scope.OWN

    @property
    def staff_id(self) -> UUID | None:
        return UUID(self.id) if self.kind is Kind.STAFF else None

    @property
    def store_id(self) -> UUID | None:
        """The home store: where a person works or a partner delivers by default."""
        return self.store_ids[0] if self.store_ids else None

    def holds(self, *roles: Role) -> bool:
        return bool(self.roles & (set(roles) | STAND_INS))


SYSTEM = Principal(kind=Kind.SYSTEM, id="system", name="系统")


class TokenSigner:
    """Mints internal tokens; only the gateway holds the private key (PEM, Ed25519)."""

    def __init__(self, private_pem: str) -> None:
        key = load_pem_private_key(private_pem.encode(), password=None)
        if not isinstance(key, Ed25519PrivateKey):
            msg = "the token key must be Ed25519"
            raise TypeError(msg)
        self._key = key

    def sign(self, principal: Principal, *, life: timedelta = TOKEN_LIFE, at: datetime | None = None) -> str:
        issued = at or datetime.now(UTC)
        claims: dict[str, Any] = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "iat": int(issued.timestamp()),
            "exp": int((issued + life).timestamp()),
            "sub": principal.id,
            "who": principal.model_dump(mode="json", exclude_defaults=True),
        }
        return jwt.encode(claims, self._key, algorithm="EdDSA")


class TokenVerifier:
    """Checks internal tokens and remembers good ones until they expire (bounded)."""

    def __init__(self, public_pem: str) -> None:
        key = load_pem_public_key(public_pem.encode())
        if not isinstance(key, Ed25519PublicKey):
            msg = "the token key must be Ed25519"
            raise TypeError(msg)
        self._key = key
        self._known: OrderedDict[str, tuple[float, Principal]] = OrderedDict()

    def verify(self, token: str) -> Principal:
        """Raises `Unauthenticated` for anything but a valid, unexpired token of our gateway."""
        known = self._known.get(token)
        if known is not None and known[0] > time.time():
            return known[1]
        try:
            claims = jwt.decode(
                token,
                self._key,
                algorithms=["EdDSA"],
                issuer=ISSUER,
                audience=AUDIENCE,
                options={"require": ["exp", "sub", "who"]},
            )
            principal = Principal.model_validate(claims["who"])
        except (jwt.PyJWTError, ValueError) as error:
            raise Unauthenticated from error
        self._known[token] = (float(claims["exp"]), principal)
        while len(self._known) > _CACHE_SIZE:
            self._known.popitem(last=False)
        return principal
