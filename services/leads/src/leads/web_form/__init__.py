"""Public web forms of a store: anybody may knock, nothing is dropped, nobody learns who is known."""
