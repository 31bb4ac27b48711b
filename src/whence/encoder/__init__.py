"""Texts -> vectors, by a small sentence model that is installed apart from whence."""

from whence.encoder.encoder import Encoder, base_weights, load_encoder, read_pieces
from whence.encoder.network import Network
from whence.encoder.pieces import Pieces, WordPieces
from whence.encoder.weights import Weights

__all__ = [
    "Encoder", "Network", "Pieces", "Weights", "WordPieces", "base_weights", "load_encoder", "read_pieces",
]  # fmt: skip
