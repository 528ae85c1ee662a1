"""What a run says to the shell: never a count."""

CLEAN = 0
"""Nothing at or above the threshold."""
FINDINGS = 1
"""Findings at or above the threshold."""
FAILED = 2
"""Usage, configuration, missing input, or a fault of journeymap itself."""
INTERRUPTED = 130
"""The user stopped it (128 and the number of SIGINT)."""
