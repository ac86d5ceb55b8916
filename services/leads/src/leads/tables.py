"""Base of this service's tables."""

from service_defaults.database import Model, new_metadata


class Base(Model):
    __abstract__ = True
    metadata = new_metadata()


# The embedded server has no btree_gist: a range of one id gives GiST the equality that exclusion constraints need.
Base.metadata.info["prelude"] = ["CREATE TYPE uuidrange AS RANGE (subtype = uuid)"]
