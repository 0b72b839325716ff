"""Writes the golden files of the families of encoders: tiny random ones with a tokenizer, and what transformers makes of
sentences given as words.

    python tools/golden/family_golden.py core/src/test/resources/golden/family

Every directory holds a checkpoint as transformers stores it, in fp16 to be small, and its tokenizer. That is trained on
sentences.txt, but only where there is none yet: the trainers go through hash tables and give another one every time. Beside
these
    pieces.json.gz          as tokenizer_golden.py writes it: words, their ids with special tokens, the word of each id
    expected.safetensors    as encoder_golden.py writes it: the ids of every third sentence and, as a last sequence, random
                            ids as long as the encoder takes, with two segments where it knows them; computed in fp32
versions.json names the versions and, per directory, how far fp32 is from fp64 there: a reason for a tolerance.
"""
import gzip
import json
import platform
import sys
from pathlib import Path

import tokenizers
import torch
import transformers
from safetensors.torch import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers
from transformers import (AutoModel, AutoTokenizer, BertTokenizer, DistilBertConfig, DistilBertForMaskedLM, ElectraConfig,
                          ElectraForPreTraining, RobertaConfig, RobertaModel, RobertaTokenizer, XLMRobertaConfig,
                          XLMRobertaForMaskedLM, XLMRobertaTokenizer)

from encoder_golden import WEIGHT_STD
from tokenizer_golden import encoded

LONGEST = 64
PIECES = 360
BERT_SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
ROBERTA_SPECIAL = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
LAYERS = dict(hidden_size=32, num_hidden_layers=3, num_attention_heads=4, intermediate_size=64)
ODD = [
    ["Elvan"],
    ["pear", "trees", "pear", "trees"],
    ["PORT", "ELVAN", "!"],
    ["(Mara", "Quill's)", "school-house", "1,987.50", "..."],
    ["中文", "and", "☃", "are", "unknown", "😀"],
    ["<s>", "mask", "[SEP]", "</s>", "<mask>", "[MASK]"],
    ["\u200b", "ferry", "\u00ad", "river", "\ufeff"],
    ["Fluß", "Flu\u00df", "u\u0308ber", "über", "ﬁsh", "ＦＵＬＬ"],
    ["two words", "one\tword", "a\u00a0gap"],
    ["Donaudampfschifffahrtsgesellschaftskapitänsmützenknopf", "x" * 20],
]


def sentences():
    return Path(__file__).with_name("sentences.txt").read_text(encoding="utf-8").splitlines()


def trained(model, trainer, pre_tokenizer, normalizer=None):
    """The vocabulary, and the merges if there are any, of a tokenizer trained on sentences.txt."""
    tokenizer = Tokenizer(model)
    tokenizer.pre_tokenizer = pre_tokenizer
    if normalizer:
        tokenizer.normalizer = normalizer
    tokenizer.train_from_iterator(sentences(), trainer)
    return json.loads(tokenizer.to_str())["model"]


def unigram():
    model = trained(models.Unigram(), trainers.UnigramTrainer(vocab_size=PIECES - 2, special_tokens=ROBERTA_SPECIAL[:4],
                                                              unk_token="<unk>", show_progress=False),
                    pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]))
    return XLMRobertaTokenizer(vocab=[(piece, score) for piece, score in model["vocab"]] + [("<mask>", 0.0)])


def byte_level():
    model = trained(models.BPE(), trainers.BpeTrainer(vocab_size=PIECES, special_tokens=ROBERTA_SPECIAL, show_progress=False,
                                                      initial_alphabet=pre_tokenizers.ByteLevel.alphabet()),
                    pre_tokenizers.ByteLevel(add_prefix_space=False))
    return RobertaTokenizer(vocab=model["vocab"], merges=[tuple(merge) for merge in model["merges"]])


def word_piece(lowercase):
    model = trained(models.WordPiece(unk_token="[UNK]"),
                    trainers.WordPieceTrainer(vocab_size=PIECES, special_tokens=BERT_SPECIAL, show_progress=False),
                    pre_tokenizers.BertPreTokenizer(), normalizers.BertNormalizer(lowercase=lowercase))
    return BertTokenizer(vocab=model["vocab"], do_lower_case=lowercase)


def randomised(model, seed):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for module in model.modules():
            for name, parameter in module.named_parameters(recurse=False):
                parameter.normal_(0, WEIGHT_STD, generator=generator)
                if name == "weight" and isinstance(module, torch.nn.LayerNorm):
                    parameter.add_(1)
    return model.half()


def inputs(lines, vocabulary, segments, seed):
    """The sentences, padded, and a sequence of random pieces that are not special."""
    generator = torch.Generator().manual_seed(seed)
    random = torch.randint(max(len(BERT_SPECIAL), len(ROBERTA_SPECIAL)), vocabulary - 1, (LONGEST,), generator=generator)
    rows = [line["ids"] for line in lines] + [random.tolist()]
    ids, mask, types = (torch.zeros((len(rows), LONGEST), dtype=torch.int64) for _ in range(3))
    for row, pieces in enumerate(rows):
        ids[row, :len(pieces)] = torch.tensor(pieces)
        mask[row, :len(pieces)] = 1
    if segments > 1:
        types[-1, LONGEST // 2:] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def expected(directory, given, segments, padding):
    """The tensors to store, and the largest distance of last_hidden to the same computed in fp64."""
    keep = given["attention_mask"].bool()
    call = {name: tensor for name, tensor in given.items() if segments or name != "token_type_ids"}
    call["input_ids"] = given["input_ids"].masked_fill(~keep, padding)   # places are counted by it in RoBERTa
    hidden = []
    for dtype in (torch.float32, torch.float64):
        model = AutoModel.from_pretrained(directory, dtype=dtype, attn_implementation="eager").eval()
        with torch.no_grad():
            hidden.append(model(**call).last_hidden_state[keep])
    return dict(given, last_hidden=hidden[0].contiguous()), (hidden[0].double() - hidden[1]).abs().max().item()


def write_pieces(directory, tokenizer, lines):
    golden = {"versions": {"transformers": transformers.__version__, "tokenizers": tokenizers.__version__,
                           "tokenizer": type(tokenizer).__name__}, "languages": {"some": lines}}
    text = json.dumps(golden, ensure_ascii=False, separators=(",", ":")) + "\n"
    with open(directory / "pieces.json.gz", "wb") as file, \
            gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as packed:
        packed.write(text.encode("utf-8"))


def with_tokenizer(directory, train):
    """Number of pieces of the tokenizer in the directory, made if need be."""
    if not (directory / "tokenizer.json").exists():
        train().save_pretrained(directory)
    return len(Tokenizer.from_file(str(directory / "tokenizer.json")).get_vocab())


def write(root, name, train, build, segments, seed):
    directory = root / name
    model = build(with_tokenizer(directory, train))
    randomised(model, seed).save_pretrained(directory)
    # as transformers demands of RoBERTa for words; the others know no such setting
    tokenizer = AutoTokenizer.from_pretrained(directory, **({"add_prefix_space": True} if name == "roberta" else {}))
    lines = [encoded(tokenizer, words) for words in [line.split(" ") for line in sentences()[::5]] + ODD]
    write_pieces(directory, tokenizer, lines)
    given = inputs([line for line in lines[::3] if len(line["ids"]) <= LONGEST], len(tokenizer), segments, seed)
    tensors, error = expected(directory, given, segments, model.config.pad_token_id)
    save_file(tensors, directory / "expected.safetensors")
    return {name: error}


def main(root):
    root.mkdir(parents=True, exist_ok=True)
    errors = {}
    errors |= write(root, "distilbert", lambda: word_piece(lowercase=False), lambda pieces: DistilBertForMaskedLM(
        DistilBertConfig(vocab_size=pieces, dim=32, n_layers=3, n_heads=4, hidden_dim=64, max_position_embeddings=LONGEST,
                         activation="relu")), segments=0, seed=1)
    errors |= write(root, "roberta", byte_level, lambda pieces: RobertaModel(RobertaConfig(
        **LAYERS, vocab_size=pieces, max_position_embeddings=LONGEST + 2, type_vocab_size=1, layer_norm_eps=1e-5)),
        segments=1, seed=2)
    errors |= write(root, "xlm-roberta", unigram, lambda pieces: XLMRobertaForMaskedLM(XLMRobertaConfig(
        **LAYERS, vocab_size=pieces, max_position_embeddings=LONGEST + 2, type_vocab_size=1, layer_norm_eps=1e-5)),
        segments=1, seed=3)
    errors |= write(root, "electra", lambda: word_piece(lowercase=True), lambda pieces: ElectraForPreTraining(ElectraConfig(
        **LAYERS, embedding_size=16, vocab_size=pieces, max_position_embeddings=LONGEST)), segments=2, seed=4)
    record = {"python": platform.python_version(), "torch": torch.__version__, "transformers": transformers.__version__,
              "tokenizers": tokenizers.__version__, "fp32_error": errors}
    (root / "versions.json").write_text(json.dumps(record, indent=2) + "\n")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
