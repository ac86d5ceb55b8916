"""Base of the gateway's tables."""

from service_defaults.database import Model, new_metadata


class Base(Model):
    __abstract__ = True
    metadata = new_metadata()
