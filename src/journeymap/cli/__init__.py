"""The command line: a command parses its options, calls `journeymap.api`, reports and exits; no logic lives here."""
