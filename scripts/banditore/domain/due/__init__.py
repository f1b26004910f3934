"""What is to be sent now, and what holds it back."""
