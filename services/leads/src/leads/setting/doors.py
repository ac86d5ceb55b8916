"""A store's numbers of the doors that anybody can knock at: public web forms, the mailbox."""

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class WebFormSettings(Section):
    """How much a public form takes before it asks for proof of work, and before it asks to wait. 0 proof bits: none."""

    min_seconds: int = Field(3, ge=0, le=60, description="nobody fills a form in faster")
    max_minutes: int = Field(120, ge=5, le=24 * 60, description="an opened form is good for so long")
    address_proof_per_hour: int = Field(6, ge=1, le=1000, description="from one address; from then on with proof")
    address_limit_per_hour: int = Field(40, ge=1, le=10_000, description="from one address; then it asks to wait")
    form_proof_per_10_minutes: int = Field(30, ge=1, le=10_000, description="of one form; from then on with proof")
    form_limit_per_hour: int = Field(600, ge=1, le=100_000, description="of one form; then it asks to wait")
    number_per_day: int = Field(3, ge=1, le=100, description="of one mobile; what comes beyond waits for a person")
    same_text_per_hour: int = Field(3, ge=1, le=1000, description="the same words under other numbers; then likewise")
    links_allowed: int = Field(1, ge=0, le=20, description="web addresses in the message; then likewise")
    proof_bits: int = Field(14, ge=0, le=22, description="each bit doubles what the visitor's browser works")
    trace_days: int = Field(7, ge=1, le=90, description="keyed hashes of address and number are kept for the limits")

    @model_validator(mode="after")
    def _proof_comes_first(self) -> "WebFormSettings":
        if self.address_limit_per_hour < self.address_proof_per_hour:
            raise ValueError("an address is asked for proof before it is asked to wait")
        return self


class MailboxSettings(Section):
    """How mails are fetched; host, sender list and interval belong to each mailbox."""

    first_days: int = Field(7, ge=0, le=90, description="when switched on, mails of so many days are read too")
    mails_per_poll: int = Field(50, ge=1, le=500)
    max_kib: int = Field(1024, ge=64, le=10_240, description="larger mails are not fetched; somebody looks at them")
    backoff_max_minutes: int = Field(60, ge=1, le=24 * 60, description="longest pause after failures in a row")
    kept_days: int = Field(90, ge=7, le=3660, description="the list of mails read")

    @model_validator(mode="after")
    def _longer_than_the_first_look(self) -> "MailboxSettings":
        if self.kept_days < self.first_days:
            raise ValueError("the list reaches back as far as the first look")
        return self
