"""Words of both languages as they are found: folded, stemmed, and what each is kept under."""
