"""From stranger to delivered car."""
