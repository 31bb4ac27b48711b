"""Claims -> arrows, origins, mutations and loops."""
