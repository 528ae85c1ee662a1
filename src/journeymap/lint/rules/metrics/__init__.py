"""JM7: what is measured, how, and what it shall reach."""
