"""How long records are kept, what is due to go, who agreed, and that it is gone."""
