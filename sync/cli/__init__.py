"""The command line: ``commands`` parse, ``printing`` shows, ``demo`` tells the story in one go."""
