"""Which mentions in which articles name the same thing."""
