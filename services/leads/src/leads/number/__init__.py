"""Numbers for people: order, quote, appraisal and loan numbers count per store and day."""
