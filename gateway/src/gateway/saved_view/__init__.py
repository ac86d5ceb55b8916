"""Views of lists that people keep and share: filters, order, columns under a name."""
