"""Pictures taken of the demo page: for the README, or of every screen of the bot."""
