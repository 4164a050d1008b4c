"""Drafts: saved, brought back, merged, and what is noted with each save."""
