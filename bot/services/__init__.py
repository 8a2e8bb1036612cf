"""The rules and the queries they need; nothing here knows Telegram."""
