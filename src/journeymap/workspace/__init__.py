"""Everything between a folder of files and the objects in it: roots, discovery, loading, index, catalogue."""
