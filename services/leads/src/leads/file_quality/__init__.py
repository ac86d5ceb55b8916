"""How good the files are: complete, confirmed by the supervisor, and true to life when the base is gone through."""
