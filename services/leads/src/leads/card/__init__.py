"""The customer card 客户信息卡: what the adviser learns of needs, people around the purchase, and plans."""
