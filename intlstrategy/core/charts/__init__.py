"""Charts and maps: each is declared once, and drawn by the server wherever it is shown."""
