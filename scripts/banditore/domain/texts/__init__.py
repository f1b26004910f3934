"""What citizens read beside broadcasts: replies, the privacy notice, posters and pages."""
