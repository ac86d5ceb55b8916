"""Who gets a new lead, and why."""
