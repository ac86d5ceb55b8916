"""What partners can be told of."""

from enum import StrEnum

from pydantic import BaseModel


class WebhookType(StrEnum):
    """The event's type without its version."""

    LOAN_SUBMITTED = "leads.loan_submitted"
    VEHICLE_DELIVERED = "leads.vehicle_delivered"
    LEAD_STATUS_REPORTED = "leads.lead_status_reported"


class WebhookTypeOut(BaseModel):
    """`personal`: what it carries of the customer needs the customer's consent naming the partner."""

    type: WebhookType
    zh: str
    en: str
    personal: bool


class WebhookTypes(BaseModel):
    items: list[WebhookTypeOut]


CATALOGUE = (
    WebhookTypeOut(
        type=WebhookType.LOAN_SUBMITTED,
        zh="贷款申请提交（仅发给所选金融机构）",
        en="Loan application submitted (to the chosen finance partner only)",
        personal=True,
    ),
    WebhookTypeOut(
        type=WebhookType.VEHICLE_DELIVERED,
        zh="车辆已交付（未获客户同意时不含个人信息）",
        en="Vehicle delivered (without personal data unless the customer agreed)",
        personal=True,
    ),
    WebhookTypeOut(
        type=WebhookType.LEAD_STATUS_REPORTED,
        zh="线索状态回传（仅发给提供该线索的合作方，不含个人信息）",
        en="Status of a lead (to the partner that sent it only, without personal data)",
        personal=False,
    ),
)
