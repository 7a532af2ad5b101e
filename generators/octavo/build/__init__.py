"""A folder becomes finished files, all or none."""
