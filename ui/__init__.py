"""The window: Qt over the core's services, in rooms that bear the core's names.

Screens are views without decisions, presenters without widgets of their own, and table models over
frozen rows. Nothing here knows the database; threads live in jobs.py alone.
"""
