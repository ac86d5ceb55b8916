"""Messages to customers: one per purpose and cause, gated twice, with a trace of why one was not sent."""
