"""How far every case is: its path, the record of twelve parts, and the register of all that could become one."""
