"""The jobs of the service: they orchestrate ports and domain, and name no concrete adapter.

Where what stands; a name belongs to one line, which a test checks.

    the town's files        town letters public broadcasts receipts
    before a merge          check preview forecast notice
    sending                 publish outlook orders allowance number_standing lane steps sending
    what a send tells       publish_report publish_voice publish_pace publish_page quoting
    afterwards              status reports silence resolve
    what citizens text      sync inbound answering renewing
    the list and its keys   anchoring keyring keyring_errors keys rotation accepting
    the office              office
    on request              doctor templates pausing poster
"""
