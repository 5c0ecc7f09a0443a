"""Films: suggestions with their reasons, films like another, the map of all."""
