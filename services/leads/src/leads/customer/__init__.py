"""The customer file: people and companies a store knows."""
