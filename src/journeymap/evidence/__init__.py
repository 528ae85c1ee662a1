"""The map held against data: reading sources, asking questions of them, and putting the answers into a measurement.

Nothing here prints or writes into the workspace; the engines alone know DuckDB, SQLAlchemy, pyspark and how sqlglot
transpiles.
"""
