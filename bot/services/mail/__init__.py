"""Members whom the bot reaches by e-mail: addresses, mails, links, what they do."""
