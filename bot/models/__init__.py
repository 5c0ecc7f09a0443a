"""Films in the bot's own process: the catalogue, what is learned of it, whose ratings count.

`learning` alone runs in a process of its own, and what it imports knows nothing of Discord.
"""
