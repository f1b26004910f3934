"""What can be known of a proposal before it is merged."""
