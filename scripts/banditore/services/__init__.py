"""The jobs of the service: they orchestrate ports and domain, and name no concrete adapter.

Where what stands; a name belongs to one line, which a test checks. Rooms say themselves what they
are about.

    at the origin           tips receipts
    the town's files        town letters public broadcasts notice
    before a merge          checking
    a run, one broadcast    publishing sending
    afterwards              status reports silence
    what citizens text      receiving
    the list and its keys   keeping
    the office              office
    on request              doctor templates pausing poster
"""
