"""Documents -> statements: who says what, on what footing."""
