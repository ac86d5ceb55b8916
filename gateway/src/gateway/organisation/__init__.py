"""Group, stores, teams, staff, duty."""
