"""Other tools' formats: one file a format. What they hold leaves as plain rows and values."""
