"""What the operator did wrong, or the machine lacks: one clear sentence and what to do.

Faults of content (YAML, references, values) are findings, not errors: see `journeymap.diagnostics`.
"""


class JourneymapError(Exception):
    """A run that cannot go on; the command line prints it in one line and exits with 2.

    Args:
        message: What is wrong, and where.
        help_line: What to do about it.
    """

    def __init__(self, message: str, help_line: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help_line = help_line


class InputMissingError(JourneymapError):
    """A path that was named does not exist or cannot be opened."""


class SettingError(JourneymapError):
    """A setting or option that makes no sense."""


class UnknownObjectError(JourneymapError):
    """No object of the workspace has the id that was asked for."""


class ContentError(JourneymapError):
    """The content is too broken for what was asked; `validate` says where."""


class TargetError(JourneymapError):
    """A file cannot be written, or would be overwritten."""


class EngineError(JourneymapError):
    """A drawing engine is missing, or could not draw."""
