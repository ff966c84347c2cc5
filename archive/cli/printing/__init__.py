"""What commands share on their way out: layout, words, the screen, progress, complaints."""
