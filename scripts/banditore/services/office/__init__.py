"""What the town's office does with the list: rights, paper forms, lists from elsewhere."""
