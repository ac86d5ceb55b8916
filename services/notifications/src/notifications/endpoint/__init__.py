"""Where partners want to be told, and whether it is safe to call there."""
