"""Documents -> fingerprints."""
