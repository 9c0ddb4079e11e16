"""What a typed message means in front of what the person sees: each reading looks at one kind of reference."""
