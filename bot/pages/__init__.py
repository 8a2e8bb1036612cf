"""Pages behind the links in mails: no account, no script, only a button acts."""
