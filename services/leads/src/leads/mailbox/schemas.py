"""What goes over the wire about mailboxes."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field, StringConstraints
from pydantic_core import PydanticCustomError
from service_defaults.bodies import Body
from service_defaults.fields import Code, OptionalText, Text

from leads.mailbox.policy import MailFault, MailOutcome, Security, is_word


def _one_line(text: str) -> str:
    if not is_word(text):
        raise PydanticCustomError("one_line", "is one line")
    return text


Host = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$")]
_Line = Annotated[Text, AfterValidator(_one_line)]
_Password = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_one_line)]


class Request(Body, BaseModel):
    """What is sent."""


class MailSender(Request):
    """Whose mails become leads: an address or `@domain`; of which partner, or of which source."""

    address: Annotated[Text, Field(max_length=120)]
    label: Annotated[Text, Field(max_length=60)]
    partner_id: UUID | None = None
    source: Code | None = None


class MailboxFields(Request):
    """`authority` is the name under which the receiving server reports what it found of a sender
    (Authentication-Results); where it is given, a sender has to be found genuine by it."""

    name: Text
    host: Host
    port: int = Field(993, ge=1, le=65535)
    security: Security = Security.TLS
    username: _Line
    folder: _Line = "INBOX"
    interval_minutes: int = Field(5, ge=1, le=24 * 60)
    senders: list[MailSender] = Field(default=[], max_length=100)
    authority: OptionalText = None
    active: bool = False


class MailboxCreate(MailboxFields):
    password: _Password


class MailboxChange(MailboxFields):
    """The whole mailbox as it is to be; without `password` the present one stays."""

    password: _Password | None = None


class MailboxNumbers(BaseModel):
    """Mails of the last 30 days by what became of them."""

    lead: int = 0
    duplicate: int = 0
    call_noted: int = 0
    quarantined: int = 0
    repeated: int = 0


class MailboxOut(BaseModel):
    """The password is never told. `last_error` in words stands in `last_error_text`."""

    id: UUID
    store_id: UUID
    store_name: str
    name: str
    host: str
    port: int
    security: Security
    username: str
    folder: str
    interval_minutes: int
    senders: list[MailSender]
    authority: str | None
    active: bool
    version: int
    last_poll_at: datetime | None
    last_ok_at: datetime | None
    failures: int
    last_error: MailFault | None
    last_error_text: str | None
    next_poll_seconds: int | None
    numbers: MailboxNumbers


class MailboxTest(BaseModel):
    """Whether the mailbox opens with what is stored; `messages` are those in the folder."""

    ok: bool
    fault: MailFault | None = None
    text: str | None = None
    messages: int | None = None


class MailRow(BaseModel):
    """`lead_id` is the lead that was opened or touched, `quarantined_id` where it waits for a person."""

    id: UUID
    at: datetime
    sender: str
    size: int
    outcome: MailOutcome
    reason: str | None
    lead_id: UUID | None
    quarantined_id: UUID | None
