"""What the service is about, in its own words. Pure: no I/O, no clock, no environment.

Where what stands, from the outside in; a name belongs to one line, which a test checks.

    what the town says      broadcast broadcast_file broadcast_schema history layout parity
    its templates           template template_pieces template_source template_rules
    and what frames them    template_frame frame_file frame_rules frame_words
    at WhatsApp             registration whatsapp_languages
    the rules of a town     service hours prices people_rules contact
    and their file          policy schema_parts
    what is due, and what   agenda ledger permission timing waiting together reach reach_findings
    holds it back           template_standing
    sending it              claim block_outcomes outcomes tags timeline receipt deliveries
    who gets it: the list   subscribers subscriber moves audit message_ids naming
    by the million          compact
    its files and keys      chain keyring keys rotating retention
    what citizens text      commands wordlists folding typing_errors
    and what follows        joining clerk book register joins leaves owing tally
                            automatic opting_out dead_numbers renewal
    what citizens read      replies reply_facts reply_buttons notice notice_recipients notice_lint
                            notice_rules markup public_words invitation sheets pages
    what the office does    office
    what staff read         findings sentences markdown
    what all of them use    errors message capabilities document lookup moments phones text
"""
