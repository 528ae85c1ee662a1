"""JM6: what claims rest on."""
