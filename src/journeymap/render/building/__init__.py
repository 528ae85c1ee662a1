"""Models to view: what is drawn of a journey is worked out here, once, and nowhere else."""
