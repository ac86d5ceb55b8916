"""三表一卡: the forms that a store prints and signs every day, as live views of what is recorded anyway."""
