"""Questions asked over and over: years, quarters and months, meetings, lanes."""
