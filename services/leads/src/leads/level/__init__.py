"""Intent levels over time: schemes, history, and the snapshot that a month starts with."""
