"""One change to many people of the list: at once, or by the worker where a page cannot wait."""
