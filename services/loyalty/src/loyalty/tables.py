"""Base of this service's tables."""

from service_defaults.database import Model, new_metadata


class Base(Model):
    __abstract__ = True
    metadata = new_metadata()


Base.metadata.info["postlude"] = [
    """CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$""",
    *(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        for table in ("posting", "ledger_entry")
    ),
    """CREATE FUNCTION entry_balances() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
      IF (SELECT coalesce(sum(points), 0) FROM posting WHERE entry_id = NEW.entry_id) <> 0 THEN
        RAISE EXCEPTION 'entry % does not balance', NEW.entry_id;
      END IF;
      RETURN NULL;
    END $$""",
    """CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION entry_balances()""",
]
"""The database itself keeps the ledger append-only and every entry balanced at commit."""
