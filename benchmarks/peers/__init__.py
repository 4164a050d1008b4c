"""What Bayan is measured beside, how each is started, and how it is asked."""
