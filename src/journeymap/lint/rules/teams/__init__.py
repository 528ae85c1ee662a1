"""JM5: who answers for what, and what one team owes the next."""
