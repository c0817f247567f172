"""Training what is trained: needs the extra ``train``; nothing else imports it."""
