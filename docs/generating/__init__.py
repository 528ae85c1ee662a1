"""What is said in the code, made into pages: one module a page; nothing here writes files."""
