"""From keys to trust."""
