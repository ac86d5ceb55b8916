"""Who holds a customer, since when, and how long nobody else may."""
