"""Partners as the gateway tells of them, and the secrets we share with them."""
