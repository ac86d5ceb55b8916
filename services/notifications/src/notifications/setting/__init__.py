"""What a store may choose."""
