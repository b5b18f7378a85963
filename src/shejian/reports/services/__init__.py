"""Acts on drafts and on issued documents."""
