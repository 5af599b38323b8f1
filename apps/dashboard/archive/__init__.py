"""The archive: everything of a member in one file, and back into an empty account without loss.

`docs/archive.md` describes the file. It is made by walking the owned models, so that a new one is in it
by itself; `Owned.archived` names what stays out.
"""
