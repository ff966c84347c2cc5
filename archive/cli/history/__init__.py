"""`archive history`, and its pages."""
