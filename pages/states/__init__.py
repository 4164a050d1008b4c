"""How a page stands in each language: what is read now, and what is planned."""
