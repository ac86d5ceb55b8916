"""The store's mailbox for leads: read when the store has switched it on, each mail once."""
