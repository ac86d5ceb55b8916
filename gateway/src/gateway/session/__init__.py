"""Sign-in, tokens, sessions."""
