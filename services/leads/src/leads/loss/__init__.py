"""战败: applied for, decided, verified, learnt from."""
