"""Groups of posts that the operations of this service are open to."""

from service_defaults.identity import Role

SELLERS = (
    Role.SALES_ADVISOR,
    Role.DCC_AGENT,
    Role.DCC_SUPERVISOR,
    Role.FLOOR_SUPERVISOR,
    Role.SALES_MANAGER,
)
"""Those who work leads."""

SALES_MANAGERS = (Role.FLOOR_SUPERVISOR, Role.DCC_SUPERVISOR, Role.SALES_MANAGER)
"""Those who settle who works which lead."""

FRONT_DESK = (Role.RECEPTIONIST, *SELLERS)
"""Those who receive visitors."""

CUSTOMER_POSTS = (
    *FRONT_DESK,
    Role.TEST_DRIVE_SPECIALIST,
    Role.APPRAISER,
    Role.FINANCE_SPECIALIST,
    Role.INSURANCE_RENEWAL_SPECIALIST,
    Role.SERVICE_ADVISOR,
    Role.SERVICE_MANAGER,
    Role.AFTERSALES_BUSINESS_MANAGER,
    Role.CRC_AGENT,
    Role.CRM_MANAGER,
    Role.MARKETING,
)
"""Those whose work is with customers."""

INTAKE_POSTS = (Role.MARKETING, Role.DCC_SUPERVISOR, Role.SALES_MANAGER)
"""Those who look after what platforms send."""

FLOOR = (*SELLERS, Role.RECEPTIONIST, Role.TEST_DRIVE_SPECIALIST)
"""Those who book and accompany test drives."""

APPRAISERS = (*SELLERS, Role.APPRAISER, Role.RECEPTIONIST)
"""Those who ask for, make or pass on an appraisal."""

DEAL_READERS = (
    *SELLERS,
    Role.RECEPTIONIST,
    Role.APPRAISER,
    Role.FINANCE_SPECIALIST,
    Role.INSURANCE_RENEWAL_SPECIALIST,
    Role.SERVICE_ADVISOR,
    Role.SERVICE_MANAGER,
    Role.CRM_MANAGER,
)
"""Those who look at quotes, orders and deliveries."""
