"""Documents and records as Word files in the layout of GB/T 9704."""

from shejian.reports.word.books import render_word_book
from shejian.reports.word.rendering import render_word

__all__ = ["render_word", "render_word_book"]
