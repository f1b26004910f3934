"""What citizens texted reaches the list, and is answered."""
