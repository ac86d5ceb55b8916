"""CloudEvents envelope, outbox, relay, inbox, delivery and the two transports."""
