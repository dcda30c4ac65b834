"""Reports to text. Renderers compute nothing and read no catalogue."""
