"""What is given to patients to read: hand-outs, and short addresses on paper."""
