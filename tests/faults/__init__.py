"""What was shown as saved is there after everything that may happen to a computer."""
