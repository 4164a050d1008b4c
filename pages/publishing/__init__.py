"""From a draft to what patients read: handed over, published, ended, looked back at, restored."""
