"""What sign-in takes and answers."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StringConstraints
from service_defaults.bodies import Body
from service_defaults.identity import Role, Scope

from gateway.organisation.schemas import NewPassword

GivenName = Annotated[str, StringConstraints(strip_whitespace=True, to_lower=True, min_length=1, max_length=80)]
GivenPassword = Annotated[str, Field(min_length=1, max_length=128)]


class Client(StrEnum):
    BROWSER = "browser"
    PHONE = "phone"


class Request(Body):
    """What is sent."""


class SignIn(Request):
    username: GivenName
    password: GivenPassword
    client: Client = Client.BROWSER


class DemoSignIn(Request):
    username: GivenName
    client: Client = Client.BROWSER


class RefreshRequest(Request):
    """A phone sends its token; a browser's is in its cookie."""

    refresh_token: Annotated[str, Field(max_length=512)] | None = None


class PasswordChange(Request):
    current: GivenPassword
    new: NewPassword


class StoreName(BaseModel):
    id: UUID
    name: str


class Me(BaseModel):
    """The person signed in. `business_time` is the instant every date on the screen counts from."""

    staff_id: UUID
    name: str
    username: str
    roles: list[Role]
    scope: Scope
    store: StoreName
    stores: list[StoreName]
    team_id: UUID | None
    demo: bool
    business_time: datetime
    csrf_token: str


class Signed(BaseModel):
    """Tokens are given to phones only; browsers get cookies. `expires_in` is the access handle's life in seconds."""

    me: Me
    expires_in: int
    access_token: str | None = None
    refresh_token: str | None = None


class SessionRow(BaseModel):
    id: UUID
    client: Client
    device: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class DemoAccount(BaseModel):
    role: Role
    name: str
    username: str
    store_name: str
    staff_id: UUID
