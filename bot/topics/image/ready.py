"""The pictures that stand ready, by name. Loads no NumPy: the bot's own process asks for names."""

from __future__ import annotations

NAMES = ("sunset", "city")
"""A soft one, which few columns times rows make up, and one with many edges."""
