"""On which page each thing of a Word file stands."""
