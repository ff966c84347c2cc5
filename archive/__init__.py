"""An event-sourced archive: immutable dated events with their sources, and the state on any day."""
