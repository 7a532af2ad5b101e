"""Which points fit, in which wording: an exact choice."""
