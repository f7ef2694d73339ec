"""What two or more screens share: tables, empty pages, banners, charts, the preview of pages."""
