"""What goes out of a case to other bodies and what comes in: each with its ground, its reader and its proof."""
