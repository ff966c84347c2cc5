"""What answers rest on: `why`, `impact`, `review`, `conflicts`."""
