"""Cold, warm, hot, VIP: how near a customer is, moved by rules, with reasons."""
