"""The console's own pages: signing in, one's account, the staff, the audit log."""
