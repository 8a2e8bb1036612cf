"""The people of a team: roles and rights, invitations, acts and their log."""
