"""One customer, assembled from all services."""
