"""Figures with their numerator, denominator and the cases behind them."""
