"""Values and rules: frozen data and small pure functions, with no idea of Telegram or SQL."""
