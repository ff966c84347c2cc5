"""The file: made, opened, migrated, verified, backed up."""
