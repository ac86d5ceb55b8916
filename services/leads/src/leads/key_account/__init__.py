"""Key accounts 大客户: companies worked by plan, from the first contact to the yearly evaluation."""
