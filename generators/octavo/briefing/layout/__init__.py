"""The plan set in type, and the page it is fitted to."""
