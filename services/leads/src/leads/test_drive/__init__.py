"""Test drives: booking, agreement, keys out, keys back, opinion."""
