"""Base of this service's tables."""

from service_defaults.database import Model, new_metadata


class Base(Model):
    __abstract__ = True
    metadata = new_metadata()


# The embedded server has no btree_gist: a range of one id gives GiST the equality that exclusion constraints need.
Base.metadata.info["prelude"] = ["CREATE TYPE uuidrange AS RANGE (subtype = uuid)"]

# `customer_owner_id` of lead and customer repeats `customer_access`, so that an index serves the *own* scope in a
# list's order. The database keeps it: access is written in many places, and a copy that lags would show or hide rows.
Base.metadata.info["postlude"] = [
    """
CREATE FUNCTION take_customer_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT owner_id INTO NEW.customer_owner_id FROM customer_access WHERE customer_id = NEW.customer_id;
    IF NOT FOUND AND TG_TABLE_NAME = 'lead' THEN
        NEW.customer_owner_id := NEW.assignee_id;
    ELSIF NOT FOUND THEN
        NEW.customer_owner_id := NEW.owner_id;
    END IF;
    RETURN NEW;
END $$
""",
    "CREATE TRIGGER take_owner BEFORE INSERT ON lead FOR EACH ROW EXECUTE FUNCTION take_customer_owner()",
    "CREATE TRIGGER take_owner BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION take_customer_owner()",
    """
CREATE FUNCTION give_customer_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE lead SET customer_owner_id = NEW.owner_id
    WHERE customer_id = NEW.customer_id AND customer_owner_id IS DISTINCT FROM NEW.owner_id;
    UPDATE customer SET customer_owner_id = NEW.owner_id
    WHERE id = NEW.customer_id AND customer_owner_id IS DISTINCT FROM NEW.owner_id;
    RETURN NULL;
END $$
""",
    (
        "CREATE TRIGGER give_owner AFTER INSERT OR UPDATE OF owner_id ON customer_access"
        " FOR EACH ROW EXECUTE FUNCTION give_customer_owner()"
    ),
]
