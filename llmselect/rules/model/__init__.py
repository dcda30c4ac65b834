"""Rules on a model itself: they hold wherever it runs."""
