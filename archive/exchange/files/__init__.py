"""Files as bytes: what comes in, decoded and within limits; where what goes out is put; the files that are shipped."""
