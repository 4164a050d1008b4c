"""Django's PostgreSQL backend, which asks a connection whether it is alive without a query."""
