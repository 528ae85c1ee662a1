"""The report: all pages of a workspace with the way through them around, as a site of files or as one file.

`site.Site` is the entry. Pages themselves are made elsewhere (maps, views across the workspace, details); here are the
first page, the page of the health formula, the flow as a page, the navigation, and how all of it becomes files.
"""
