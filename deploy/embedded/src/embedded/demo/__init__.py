"""A dealer group to look at: two stores, their staff, and some hundred customers at every point of their lives."""
