"""The hot path: raw ASGI from the outside to the services."""
