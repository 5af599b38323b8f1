"""Tables of people: any CSV by its titles, and the habits of the programs that write them."""
