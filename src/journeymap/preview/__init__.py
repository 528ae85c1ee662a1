"""The live preview: the report of a workspace in the browser, as the files are now."""
