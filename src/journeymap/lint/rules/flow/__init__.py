"""JM3: how the steps of a journey follow each other, and how it ends."""
