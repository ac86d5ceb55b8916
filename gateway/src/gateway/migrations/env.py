"""Alembic's door into the gateway's tables."""

import gateway.api
import gateway.subscriptions  # noqa: F401 - loads the models
from gateway.tables import Base
from messaging.tables import MessagingBase
from service_defaults.migrations import run_migrations
from service_defaults.organisation import PlatformBase

run_migrations([Base.metadata, PlatformBase.metadata, MessagingBase.metadata])
