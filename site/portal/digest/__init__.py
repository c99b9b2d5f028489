"""The letter of the week, and the letter of the day: what goes in (choosing), how it reads (wording), and that it goes once (sending)."""
