"""Statistical disclosure control: from coded facts to tables that point at nobody. Pure."""
