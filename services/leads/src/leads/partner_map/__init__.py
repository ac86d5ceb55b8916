"""A partner's own JSON: how it is read, how it is proven, what the partner is told of its leads."""
