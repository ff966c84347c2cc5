"""Adding events: from options, files or standard input; the effect shown, refusals handed back."""
