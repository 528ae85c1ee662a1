"""The pages of a report about one persona, one team, research, metrics, initiatives and findings: views and drawing."""
