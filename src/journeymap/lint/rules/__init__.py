"""The rules, a folder a group of codes; each module holds the one rule it is named for."""
