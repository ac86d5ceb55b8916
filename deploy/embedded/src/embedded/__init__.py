"""The whole system in one process on an embedded PostgreSQL, demo dealership included."""
