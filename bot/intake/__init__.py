"""Updates in: into the inbox first, acknowledged to Telegram only then."""
