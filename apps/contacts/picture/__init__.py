"""The picture: the member in the middle, circles around, who opened whom; drawn on the server."""
