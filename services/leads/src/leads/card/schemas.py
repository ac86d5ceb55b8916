"""What stands on the card. Everything is optional: a card fills up from contact to contact."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, Field, model_validator
from service_defaults.bodies import Body
from service_defaults.fields import Code, Fen, LongText, OptionalText, Text, as_written

Lines = Annotated[list[Text], Field(max_length=20)]
Codes = Annotated[list[Code], Field(max_length=20)]


class PurchaseType(StrEnum):
    """购买类型: 新购, 增购, 换购."""

    FIRST = "first"
    ADDITIONAL = "additional"
    REPLACEMENT = "replacement"


class DecisionRole(StrEnum):
    DECIDES = "decides"
    INFLUENCES = "influences"
    PAYS = "pays"
    USES = "uses"


class DecisionCycle(StrEnum):
    DAYS_7 = "days_7"
    DAYS_15 = "days_15"
    DAYS_30 = "days_30"
    DAYS_90 = "days_90"
    LATER = "later"


class BuyingPower(StrEnum):
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Section(Body, BaseModel):
    """What is sent."""


class DecisionMaker(Section):
    """Who has a say in the purchase; `relation` as the customer calls the person, e.g. 配偶."""

    relation: Annotated[Text, Field(max_length=40)]
    role: DecisionRole = DecisionRole.INFLUENCES
    note: OptionalText = None


class Competitor(Section):
    """A car of another make that the customer looks at."""

    brand: Annotated[Text, Field(max_length=60)]
    model: OptionalText = None
    note: OptionalText = None


class CardFields(Section):
    """The card's own fields. Name, telephone and wish stand in the customer's file and lead."""

    birthday: Annotated[date, BeforeValidator(as_written)] | None = None
    profession: OptionalText = None
    employer: OptionalText = None
    family: OptionalText = None
    hobbies: Lines = []
    personality: OptionalText = None
    purchase_type: PurchaseType | None = None
    purpose: Code | None = None
    main_user: Code | None = None
    concerns: Codes = []
    budget_min_fen: Fen | None = None
    budget_max_fen: Fen | None = None
    buying_power: BuyingPower | None = None
    payment_plan: Code | None = None
    current_car: OptionalText = None
    decision_makers: Annotated[list[DecisionMaker], Field(max_length=8)] = []
    decision_cycle: DecisionCycle | None = None
    competitors: Annotated[list[Competitor], Field(max_length=5)] = []
    explicit_needs: Lines = []
    implicit_needs: Lines = []
    first_reception: LongText = ""
    plan: LongText = ""

    @model_validator(mode="after")
    def _budget_in_order(self) -> "CardFields":
        low, high = self.budget_min_fen, self.budget_max_fen
        if low is not None and high is not None and low > high:
            raise ValueError("the lower end of the budget is not above the upper one")
        return self


class CardChange(CardFields):
    """Absent fields stay as they are; null, an empty list or an empty text clears a field."""


class FileOut(BaseModel):
    """Where the file stands: how complete, what is missing (weightiest first), who filed and who confirmed it.

    `state`: open, pending (awaits the supervisor), confirmed (counts as 建卡), returned (with a reason).
    """

    state: str
    score: int
    missing: list[str]
    submit_from_score: int
    confirmation: bool
    created_at: datetime
    created_by_name: str | None
    filed_at: datetime | None
    filed_by_name: str | None
    verified_at: datetime | None
    verified_by_name: str | None
    return_reason: str | None


class CardOut(BaseModel):
    """`version` 0: nothing was written on the card yet."""

    customer_id: UUID
    fields: CardFields
    version: int
    changed_at: datetime | None
    changed_by_name: str | None
    file: FileOut
