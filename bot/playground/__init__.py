"""The local stand-in for Telegram: people, chats and the Bot API, without a network."""
