"""What people say about themselves for equality monitoring: asked once, kindly, counted, and read by no rule."""
