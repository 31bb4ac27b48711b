"""Tables in the formats that others read."""
