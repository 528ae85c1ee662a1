"""One question a file: a statement on the staged `log`, and its answer as plain values.

Each question counts per `part`: what `parted` puts there, such as the persona of a case.
"""
