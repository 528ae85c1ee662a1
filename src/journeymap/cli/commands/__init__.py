"""One file a command; each has `register`, and imports what it needs only when it runs."""
