"""Rules: one fault, one file, one class; a registry that finds them, a runner that survives them."""
