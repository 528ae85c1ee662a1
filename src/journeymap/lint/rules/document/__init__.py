"""JM1: what is wrong with the text and its structure."""
