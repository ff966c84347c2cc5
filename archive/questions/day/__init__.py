"""What a person wants to know of a day, beside who is a member."""
