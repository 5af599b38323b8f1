"""What Monica 4 exports as JSON, walked entry by entry."""
