"""The answers shown in the README, made by the commands above them: `python -m tests.house.readme_answers`."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

from tests.house.repository import ROOT

README = ROOT / "README.md"
SHOWN = re.compile(r"(<!-- answer: (?P<command>[^>]*) -->\n```\n)(?P<answer>.*?)(```\n)", re.DOTALL)
COLUMNS = 100


def answer(file: Path, command: str) -> str:
    """Return what a command prints on a terminal of 100 columns without colours."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, COLUMNS, 0, 0))
    words = [sys.executable, "-m", "archive", "--db", str(file), *command.split()]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": str(COLUMNS), "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, stdout=theirs, stderr=subprocess.DEVNULL, env=environment) as process:
        os.close(theirs)
        said = b""
        while True:
            try:
                piece = os.read(ours, 65_536)
            except OSError:  # on Linux the other side's end of a terminal is an error
                piece = b""
            if not piece:
                break
            said += piece
        os.close(ours)
        assert process.wait() == 0, said
    return said.decode().replace("\r\n", "\n")


def filled(text: str, file: Path) -> str:
    """Return the README with every shown answer as the archive gives it now."""
    return SHOWN.sub(lambda shown: f"{shown[1]}{answer(file, shown['command'])}{shown[4]}", text)


def built(folder: Path) -> Path:
    """Return a new archive with the shipped events."""
    file = folder / "archive.db"
    command = [sys.executable, "-m", "archive", "--db", str(file), "init"]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return file


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as place:
        README.write_text(filled(README.read_text(encoding="utf-8"), built(Path(place))), encoding="utf-8")
