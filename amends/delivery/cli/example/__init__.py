"""An example service for trying things out: its hub, its people and its cases, told in YAML and done by actions."""
