"""One voice, never twice."""
