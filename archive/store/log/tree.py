"""The Merkle tree over the log, hashed as in RFC 6962: 0x00 before a leaf, 0x01 before two nodes."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256().digest()
"""The root of no leaves."""


def leaf_hash(data: bytes) -> bytes:
    """Return the 32 bytes that stand for `data` in the tree."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two others."""
    return sha256(b"\x01" + left + right).digest()


def root_from_peaks(peaks: Sequence[bytes]) -> bytes:
    """Return the root of the tree whose full subtrees, from left to right, have these roots."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def root(leaves: Iterable[bytes]) -> bytes:
    """Return the root over the leaf hashes, in their order."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()


class Frontier:
    """The right edge of a growing tree: its size and the roots of its full subtrees, its peaks.

    That is all that is needed to add leaves, in a number of steps that grows with the logarithm of the size.
    """

    __slots__ = ("_peaks", "size")

    def __init__(self, size: int = 0, peaks: Iterable[bytes] = ()) -> None:
        self.size = size
        self._peaks = list(peaks)
        if len(self._peaks) != size.bit_count():
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} peaks, not {len(self._peaks)}")

    @property
    def peaks(self) -> tuple[bytes, ...]:
        """Return the roots of the full subtrees, from left to right, the largest first."""
        return tuple(self._peaks)

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash at the right: every full pair of equal height becomes one."""
        height = self.size
        while height & 1:
            leaf = node_hash(self._peaks.pop(), leaf)
            height >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add several leaf hashes, in their order."""
        for leaf in leaves:
            self.append(leaf)

    def root(self) -> bytes:
        """Return the root over all leaves added so far."""
        return root_from_peaks(self._peaks)
