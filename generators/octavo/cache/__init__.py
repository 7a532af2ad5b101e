"""What was worked out before, kept until something that it was made from changes."""
