"""JM8: what the map says, held against what was measured; silent where nothing was."""
