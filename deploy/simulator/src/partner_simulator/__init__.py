"""A finance partner that answers by itself, for the demo, tests and integrators."""
