"""Claims to have something hidden (임시조치): filed by anybody, decided at the desk, ended by the clock."""
