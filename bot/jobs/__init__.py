"""One file a job. A job looks for what is due, so a late or missed tick loses nothing."""
