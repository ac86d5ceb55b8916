"""Call-backs 回访 after delivery and service."""
