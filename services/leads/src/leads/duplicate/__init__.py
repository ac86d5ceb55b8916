"""Files that are likely one person's: found in the existing data, shown with the evidence, decided by people."""
