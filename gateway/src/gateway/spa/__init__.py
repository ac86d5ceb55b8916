"""The web app's files."""
