"""The kinds of event, one family a module: this folder is the registry."""
