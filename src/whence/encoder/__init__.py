"""Texts -> vectors, by a small sentence model that is installed apart from whence."""

from whence.encoder.encoder import Encoder, base_weights, load_encoder, read_pieces
from whence.encoder.network import HEADS, Network, bend
from whence.encoder.pieces import Pieces, WordPieces
from whence.encoder.weights import Weights

__all__ = [
    "HEADS", "Encoder", "Network", "Pieces", "Weights", "WordPieces", "base_weights", "bend", "load_encoder",
    "read_pieces",
]  # fmt: skip
