"""From owner to advocate."""
