"""Documents and records as PDF in the layout of GB/T 9704, set by Typst: an extra that an office may install or not."""

from shejian.reports.pdf.rendering import HOW_TO_INSTALL, NoTypesetter, has_typesetter, render_pdf, render_pdf_book

__all__ = ["HOW_TO_INSTALL", "NoTypesetter", "has_typesetter", "render_pdf", "render_pdf_book"]
