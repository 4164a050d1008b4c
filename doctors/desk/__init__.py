"""The desk: a place of their own for the doctors of the clinic. They link, comment and review; they do not publish."""
