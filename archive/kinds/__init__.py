"""The kinds of event: one family a module, one class a kind."""
