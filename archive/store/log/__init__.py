"""The log: batches on their way into it, and events as it holds them."""
