"""Children and people at risk: who is told at once, how a child is reached, and what keeps everybody safe."""
