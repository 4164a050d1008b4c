"""Links between pages: what leads where, what speaks of what, and what pages are called."""
