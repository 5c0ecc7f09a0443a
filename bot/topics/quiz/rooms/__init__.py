"""Exercises for several people at once: rooms, and duels, which are rooms for two."""
