"""JM2: what names something that is not there, or the other way round."""
