"""Faults in what customers live through, and in the personas who do (JM4)."""
