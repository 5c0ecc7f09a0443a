"""Exercises with fresh numbers, graded exactly, asked again in time."""
