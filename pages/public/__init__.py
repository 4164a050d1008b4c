"""What patients are shown: pages, lists, and where each is or what is read in its place."""
