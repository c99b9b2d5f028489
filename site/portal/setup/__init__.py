"""What a new site needs before its first reader: pages and policies. Every function may be called again and changes nothing twice."""
