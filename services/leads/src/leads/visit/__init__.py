"""The reception register: walk-ins and calls, also of strangers."""
