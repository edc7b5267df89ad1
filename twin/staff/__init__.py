"""Floor 5: the people of the hospital who may sign in: accounts, invitations, sessions."""
