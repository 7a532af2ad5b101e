"""Text files, YAML with its places, and the library through which all of it is read."""
