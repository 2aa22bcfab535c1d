"""Many readings to incidents: pure functions, no input or output."""
