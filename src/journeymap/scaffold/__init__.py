"""New workspaces and new objects from templates that are data; what they say lives in `templates/` and `skeletons/`."""
