"""Text that stays a document: its canonical layout, and edits of it. Nothing here knows a rule."""
