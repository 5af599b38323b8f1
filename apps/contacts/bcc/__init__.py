"""Bcc to log: a mail whose copy goes to the member's private address says "wrote to Ana" by itself.

`address` hands the address out and finds its member again, `reading` takes from a header what is needed and
`receiving` writes it down. The server that mail servers speak to is `config/intake.py`. Of a mail its day and
those it reached are kept; nothing else of it is written anywhere, not its subject either.
"""
