"""Who may see what: the table of roles, the keys to each file, the door for emergencies, and looking as somebody else."""
