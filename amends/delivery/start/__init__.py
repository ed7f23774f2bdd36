"""What has to be true before the first page is shown."""
