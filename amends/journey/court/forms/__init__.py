"""Questions of the court room."""
