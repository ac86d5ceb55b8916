"""One door: sign-in, organisation, policy, proxy, one customer view, live stream."""
