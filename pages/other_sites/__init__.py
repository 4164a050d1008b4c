"""Addresses of other sites: where they stand, and whether they are still there."""
