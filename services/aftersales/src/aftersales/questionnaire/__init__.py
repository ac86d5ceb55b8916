"""What a call-back asks, and what the answers mean."""
