"""The owner's file: car, people, dates, readings."""
