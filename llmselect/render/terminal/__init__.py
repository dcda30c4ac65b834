"""Reports for a terminal: the answer first, then why, then what next. 80 columns are enough."""
