"""What a page says: a draft composed as an edition's content, arranged, told in words and compared."""
