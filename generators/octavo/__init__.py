"""Make a booklet, a Word version and briefings from one source."""
