"""The kinds of exercises: modules of functions ``(Random, level) -> Exercise``."""
