"""The site that is measured, made with Django in a process of its own: what measures has to be free of what it measures."""
