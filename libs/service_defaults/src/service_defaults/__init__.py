"""What every service needs before its first rule: database, errors, identity, clocks, encryption, jobs."""
