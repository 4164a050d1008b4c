"""A text as patients would read it, with what changed marked in it."""
