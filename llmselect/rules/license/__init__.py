"""What one licence says to one organisation and use: one rule a file, generic over licences."""
