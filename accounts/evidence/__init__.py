"""What members send so that their profession can be checked: received, cleaned, sealed, shown to few, destroyed."""
