"""The demo clinic: its words in content/, its pictures drawn by code."""
