"""Whole HTML pages: what a page consists of, how its parts are addressed, and the document around it."""
