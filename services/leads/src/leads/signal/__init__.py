"""Why somebody should look at a customer now: raised, shown in the day, taken up."""
