"""Reviews that are due, and the letters that say so."""
