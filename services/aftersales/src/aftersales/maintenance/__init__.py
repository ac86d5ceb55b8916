"""When the car is due for service, and the reminder before it."""
