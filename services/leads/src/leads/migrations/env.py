"""Alembic's door into this service's tables."""

import leads.api
import leads.subscriptions  # noqa: F401 - loads the models
from leads.tables import Base
from messaging.tables import MessagingBase
from service_defaults.migrations import run_migrations
from service_defaults.organisation import PlatformBase

run_migrations([Base.metadata, PlatformBase.metadata, MessagingBase.metadata])
