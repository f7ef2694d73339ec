"""The map: what is shown (scene), how it is painted beside the window's thread (still), and the widget (canvas).

A custom widget moves one still picture while the hand moves; see docs/decisions on why. Knows doors, groups and
colours, and nothing of plans or rounds: those are in ui/rounds.
"""
