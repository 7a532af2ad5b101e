"""A folder becomes a draft."""
