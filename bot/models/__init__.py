"""What is learned from ratings, and whose ratings count.

`learning` and `film_model` need NumPy and run in other processes; the rest runs in the bot's.
"""
