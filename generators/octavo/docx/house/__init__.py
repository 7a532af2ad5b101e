"""A house's own Word template: read, understood, and completed with what it lacks."""
