"""What the town's site shows: the notice as a page, and the invitation to join.

Bootstrap Italia's class names, so that a site of that kind dresses them as its own, and a small
stylesheet of ours for the page that stands alone.
"""
