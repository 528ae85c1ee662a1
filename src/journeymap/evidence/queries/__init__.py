"""One question a file: a statement on the staged `log`, and its answer as plain values.

Most questions count per `part`, the number that `parts.Split` gives to the persona, channel or month of a case.
"""
