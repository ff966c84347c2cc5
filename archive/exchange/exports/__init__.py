"""What goes out for other programs: tables and their packages, graphs, meetings, feeds."""
