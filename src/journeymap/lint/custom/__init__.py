"""Rules of a team's own: assertions of a workspace, and rules that other packages bring."""
