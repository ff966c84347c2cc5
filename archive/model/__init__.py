"""Values and pure functions: dates, claims, timelines, errors. No I/O, no SQL, no clock."""
