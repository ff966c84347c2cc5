"""What commands share on their way in: options, names that are completed, the file, the day."""
