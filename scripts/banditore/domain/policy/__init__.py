"""`policy/service.yaml`: its schema, what no schema can say, and the `Service` that it makes."""
