"""The search: what is kept of each edition, what was typed, and what meets it."""
