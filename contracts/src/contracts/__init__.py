"""What services, the web app and partners agree on: events and shared vocabulary."""
