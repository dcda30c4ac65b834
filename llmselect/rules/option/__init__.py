"""Rules on an option: a model in one quantisation on one engine at one place."""
