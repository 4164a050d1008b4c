"""Reviews: which text one stands for, what waits for one, and how one is given or refused."""
