"""What the page Mirror shows: two words on one trade, in numbers, pictures and sentences."""
