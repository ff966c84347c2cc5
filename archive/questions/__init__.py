"""Questions: one a module, each answered from an open archive, none of them printing anything."""
