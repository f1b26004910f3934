"""A broadcast under way and what became of it: claim, outcomes, receipt, reports."""
