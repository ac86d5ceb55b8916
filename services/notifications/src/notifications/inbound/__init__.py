"""Inbound webhooks: verified on raw bytes, durable before acknowledged, mapped afterwards."""
