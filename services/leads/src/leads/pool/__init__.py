"""公海: customers whom nobody holds, and the rules by which they come and go."""
