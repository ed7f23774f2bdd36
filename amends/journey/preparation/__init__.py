"""Getting each person ready, and how they want to communicate."""
