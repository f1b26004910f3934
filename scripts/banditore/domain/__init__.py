"""What the service is about, in its own words. Pure: no I/O, no clock, no environment.

Where what stands; a name belongs to one line, which a test checks. Rooms say themselves what they
are about.

    what the town says      broadcasts templates
    the rules of a town     service hours prices people_rules contact
    and their file          policy schema_parts
    sending it              due sending
    who gets it: the list   subscribers subscriber moves audit message_ids naming compact
    its files and keys      keys
    what citizens text      commands wordlists folding typing_errors
    and what follows        reception
    what citizens read      texts
    what the office does    office
    what staff read         findings sentences markdown
    what all of them use    errors message capabilities document lookup moments phones text
"""
