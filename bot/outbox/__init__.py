"""Messages out: rows first, then Telegram, at Telegram's pace."""
