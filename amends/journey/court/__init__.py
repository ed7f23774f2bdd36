"""Courts and orders: advice while a report is written, the sentence and what follows from it, statutory or voluntary."""
