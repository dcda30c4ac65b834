"""The YAML shapes, one file a kind of record. Imported only to load, check and compile."""
