"""What a paper says of itself: its kind, its body, its council, its day."""
