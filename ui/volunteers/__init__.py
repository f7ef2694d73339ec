"""Volunteers: who helps, and who has which round."""
