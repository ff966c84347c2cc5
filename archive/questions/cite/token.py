"""Tokens: a citation as one word that can stand in a footnote and a URL.

The first sign is the version: `A` is plain, `B` deflated. Then comes canonical JSON in base64url
without padding, then six signs of a check sum over all that stands before them.
"""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from hashlib import sha256

import msgspec

from archive.model.canonical import encode as canonical
from archive.model.errors import UsageError
from archive.questions.cite.citable import CITABLE, sound
from archive.questions.cite.citation import Citation
from archive.questions.cite.pinned import Pinned

PLAIN, DEFLATED = "A", "B"
CHECK = 6
"""Signs of the check sum: one mistyped token in 70 thousand million would pass."""

ROOT_BYTES = 16
LARGEST = 65_536
"""Bytes that a token may unfold to; the longest question has some hundred."""

LARGEST_NUMBER = 2**53 - 1
NEWER = "take a newer version of archive"
MISTYPED = "it is mistyped or cut short; this says nothing of the archive"


class _Body(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """What a token holds, by letters: question, position, root, rules, rows, digest, marks, then what it is asked with.

    A letter once given keeps its meaning, and a new one has a default: tokens of today are read for ever.
    """

    a: str
    n: int
    r: str
    v: int
    m: int
    h: str
    f: str = ""
    d: tuple[str, ...] = ()
    w: str | None = None
    b: tuple[str, ...] = ()
    o: bool = False
    s: tuple[str, ...] = ()
    p: tuple[str, ...] = ()
    e: bool = False
    k: str | None = None
    t: bool = False
    c: tuple[str, ...] = ()
    y: bool = False
    x: tuple[tuple[str, str], ...] = ()


def token(citation: Citation) -> str:
    """Return the token of a citation."""
    asked = citation.pinned
    body = _Body(
        a=asked.ask, n=asked.position, r=_short(citation.root[: 2 * ROOT_BYTES]), v=citation.rules, m=citation.rows,
        h=_short(citation.digest), f=citation.marks, d=asked.dates, w=asked.who, b=asked.bodies, o=asked.only,
        s=asked.subjects, p=asked.properties, e=asked.everything, k=asked.known, t=asked.strict, c=asked.according_to,
        y=asked.lineage, x=asked.options,
    )  # fmt: skip
    data = canonical(msgspec.to_builtins(body))
    packer = zlib.compressobj(9, wbits=-15)
    packed = packer.compress(data) + packer.flush()
    text = DEFLATED + _base64(packed) if len(packed) < len(data) else PLAIN + _base64(data)
    return text + check_sum(text)


def citation_of(text: str) -> Citation:
    """Return the citation of a token; line breaks and blanks in it do not matter.

    Raises UsageError where it is no token, mistyped, or of a version that is not known here.
    """
    whole = "".join(text.split())
    said, check = whole[:-CHECK], whole[-CHECK:]
    if len(said) < 2 or not said.isascii():
        raise UsageError("this is no token of a citation", hint="it is the last line that archive cite prints")
    if check != check_sum(said):
        raise UsageError(f"the check sum of the token does not fit: {MISTYPED}", hint="copy the whole token anew")
    if said[0] not in (PLAIN, DEFLATED):
        raise UsageError(f"a token of version {said[0]!r} is not known here", hint=NEWER)
    try:
        return _citation(msgspec.json.decode(_unpacked(said), type=_Body))
    except (msgspec.MsgspecError, zlib.error, Base64Error, ValueError):
        raise UsageError("the token holds no citation", hint="make one anew: archive cite QUESTION …") from None


def check_sum(text: str) -> str:
    """Return the check sum of the signs of a token that stand before it."""
    return _base64(sha256(text.encode()).digest())[:CHECK]


def _citation(body: _Body) -> Citation:
    if body.a not in CITABLE:
        raise UsageError(f"the token cites a question {body.a!r} that is not known here", hint=NEWER)
    root, digest = _long(body.r), _long(body.h)
    sizes = (len(root), len(digest)) == (2 * ROOT_BYTES, 64)
    numbers = 0 <= body.n <= LARGEST_NUMBER and 0 <= body.m <= LARGEST_NUMBER
    asked = Pinned(
        ask=body.a, position=body.n, dates=body.d, who=body.w, bodies=body.b, only=body.o, subjects=body.s,
        properties=body.p, everything=body.e, known=body.k, strict=body.t, according_to=body.c,
        lineage=body.y, options=body.x,
    )  # fmt: skip
    if not (sizes and numbers and sound(asked)):
        raise ValueError
    return Citation(pinned=asked, root=root, rules=body.v, rows=body.m, digest=digest, marks=body.f)


def _unpacked(said: str) -> bytes:
    data = urlsafe_b64decode(said[1:] + "=" * (-len(said[1:]) % 4))
    return zlib.decompressobj(wbits=-15).decompress(data, LARGEST) if said[0] == DEFLATED else data


def _base64(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def _short(hexadecimal: str) -> str:
    return _base64(bytes.fromhex(hexadecimal))


def _long(short: str) -> str:
    return urlsafe_b64decode(short + "=" * (-len(short) % 4)).hex()
