"""The numbers of the sales side: one dictionary, every number opens its rows."""
