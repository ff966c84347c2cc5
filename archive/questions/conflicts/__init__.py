"""Where sources disagree: the disputes that are named, and what rules find."""
