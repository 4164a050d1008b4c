"""Reviewing without an account: what a doctor sees behind a review link."""
