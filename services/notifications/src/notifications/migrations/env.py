"""Alembic's door into this service's tables."""

import notifications.api
import notifications.subscriptions  # noqa: F401 - loads the models
from messaging.tables import MessagingBase
from notifications.tables import Base
from service_defaults.contacts import ContactBase
from service_defaults.migrations import run_migrations
from service_defaults.organisation import PlatformBase

run_migrations([Base.metadata, PlatformBase.metadata, MessagingBase.metadata, ContactBase.metadata])
