"""How lists name a customer whose file was merged into another: as the file says that answers for the person.

A list joins `Customer` by the row's own id, as its indexes want it, and `KEPT` beside it.
"""

from sqlalchemy import func
from sqlalchemy.orm import aliased

from leads.customer.models import Customer

KEPT = aliased(Customer, name="kept_customer")
IS_KEPT = KEPT.id == Customer.merged_into_id
SHOWN_ID = func.coalesce(Customer.merged_into_id, Customer.id)
SHOWN_NAME = func.coalesce(KEPT.name, Customer.name).label("customer_name")
SHOWN_MOBILE = func.coalesce(KEPT.mobile_masked, Customer.mobile_masked).label("mobile_masked")
