"""The probability of a deal, explained."""
