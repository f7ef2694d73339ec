"""The canvas that draws roads, doors and rounds.

A custom widget paints batched paths, which is more than twice as quick as a graphics scene; still
pictures are rendered beside the window's thread, so that panning only moves them.
"""
