"""Writes the golden files of the encoder's tests: tiny random BERTs with the hidden states that transformers gives.

    python tools/golden/encoder_golden.py core/src/test/resources/golden/encoder models/mini

Every directory holds a checkpoint as transformers stores it and expected.safetensors with
    input_ids, attention_mask, token_type_ids   int64 [batch, longest], padded with 0 at the end; mask 1 = keep
    last_hidden     float32 [tokens, hidden]: the encoder's output at the positions with mask 1, sequence after sequence
    logits          float32 [tokens, labels], only beside BertForTokenClassification
`mini` holds expected.safetensors alone; its checkpoint, stored as fp16 and computed as fp32, is the second argument.
versions.json names the versions and, per directory, how far fp32 is from fp64 there: a reason for a tolerance.
"""
import json
import platform
import shutil
import sys
from pathlib import Path

import torch
import transformers
from safetensors.torch import load_file, save_file
from transformers import BertConfig, BertForMaskedLM, BertForPreTraining, BertForTokenClassification, BertModel

SIZES = dict(vocab_size=100, hidden_size=32, num_attention_heads=4, intermediate_size=64, max_position_embeddings=64,
             attn_implementation="eager")
CLS, SEP, FIRST_PIECE = 2, 3, 5
WEIGHT_STD = 0.2    # ten times BERT's own: at 0.02 a wrong layer hardly shows in the output


def randomised(model, seed):
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.normal_(0, WEIGHT_STD, generator=generator)
            if name.endswith("LayerNorm.weight"):
                parameter.add_(1)
    return model.eval()


def batch(lengths, vocabulary, seed, segments=1):
    """Sequences [CLS] ... [SEP]; with two segments the second half of each has type 1."""
    generator = torch.Generator().manual_seed(seed)
    shape = (len(lengths), max(lengths))
    ids, mask, types = (torch.zeros(shape, dtype=torch.int64) for _ in range(3))
    for row, length in enumerate(lengths):
        ids[row, :length] = torch.randint(FIRST_PIECE, vocabulary, (length,), generator=generator)
        ids[row, 0], ids[row, length - 1] = CLS, SEP
        mask[row, :length] = 1
        if segments == 2:
            types[row, length // 2:length] = 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}


def encoder(model):
    return getattr(model, "bert", model)


def expected(model, inputs):
    """The tensors to store, and the largest distance of last_hidden to the same computed in fp64."""
    keep = inputs["attention_mask"].bool()
    with torch.no_grad():
        hidden = encoder(model)(**inputs).last_hidden_state[keep]
        logits = model(**inputs).logits[keep] if isinstance(model, BertForTokenClassification) else None
        exact = encoder(model.double())(**inputs).last_hidden_state[keep]
        model.float()
    tensors = dict(inputs, last_hidden=hidden.contiguous())
    if logits is not None:
        tensors["logits"] = logits.contiguous()
    return tensors, (hidden.double() - exact).abs().max().item()


def rename_as_of_2018(directory):
    """Tensor names of bert-base-multilingual-cased: LayerNorm.gamma and .beta, position_ids, no tied decoder."""
    path = directory / "model.safetensors"
    tensors = {name.replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): tensor
               for name, tensor in load_file(path).items() if not name.startswith("cls.predictions.decoder")}
    tensors["bert.embeddings.position_ids"] = torch.arange(SIZES["max_position_embeddings"]).unsqueeze(0)
    save_file(tensors, path, metadata={"format": "pt"})
    config = json.loads((directory / "config.json").read_text())
    for key in ("dtype", "transformers_version", "bos_token_id", "eos_token_id", "is_decoder", "add_cross_attention",
                "tie_word_embeddings", "use_cache", "classifier_dropout"):
        config.pop(key, None)
    config.update(architectures=["BertForMaskedLM"], directionality="bidi", pooler_fc_size=32,
                  pooler_type="first_token_transform")
    (directory / "config.json").write_text(json.dumps(config, indent=2, sort_keys=True) + "\n")


def write(root, name, model, lengths, seed, segments=1, shard="1GB", rename=False):
    directory = root / name
    shutil.rmtree(directory, ignore_errors=True)
    inputs = batch(lengths, SIZES["vocab_size"], seed, segments)
    tensors, error = expected(randomised(model, seed), inputs)
    model.save_pretrained(directory, max_shard_size=shard)
    if rename:
        rename_as_of_2018(directory)
    reloaded, _ = expected(type(model).from_pretrained(directory, attn_implementation="eager").eval(), inputs)
    if not torch.equal(reloaded["last_hidden"], tensors["last_hidden"]):
        sys.exit(f"{name}: the stored checkpoint computes something else than the model it was made from")
    save_file(tensors, directory / "expected.safetensors")
    return {name: error}


def write_mini(root, checkpoint):
    model = BertModel.from_pretrained(checkpoint, add_pooling_layer=False, dtype=torch.float32,
                                      attn_implementation="eager").eval()
    tensors, error = expected(model, batch([100, 3, 17, 42, 8, 29], model.config.vocab_size, seed=6))
    (root / "mini").mkdir(exist_ok=True)
    save_file(tensors, root / "mini" / "expected.safetensors")
    return {"mini": error}


def main(root, checkpoint):
    root.mkdir(parents=True, exist_ok=True)
    errors = {}
    errors |= write(root, "gelu", BertModel(BertConfig(**SIZES, num_hidden_layers=2)), [64, 5, 17, 3], seed=1)
    errors |= write(root, "relu", BertForTokenClassification(BertConfig(
        **SIZES, num_hidden_layers=3, hidden_act="relu", layer_norm_eps=1e-5, num_labels=7)), [9, 31, 2], seed=2)
    errors |= write(root, "gelu-new", BertForMaskedLM(BertConfig(
        **SIZES, num_hidden_layers=2, hidden_act="gelu_new", type_vocab_size=2)), [12, 40, 6], seed=3, segments=2)
    errors |= write(root, "legacy-names", BertForPreTraining(BertConfig(**SIZES, num_hidden_layers=2)), [7, 20, 11],
                    seed=4, rename=True)
    errors |= write(root, "sharded", BertModel(BertConfig(**SIZES, num_hidden_layers=2)), [25, 4, 13], seed=5,
                    shard="60KB")
    errors |= write_mini(root, checkpoint)
    record = {"python": platform.python_version(), "torch": torch.__version__,
              "transformers": transformers.__version__, "fp32_error": errors}
    (root / "versions.json").write_text(json.dumps(record, indent=2) + "\n")
    print(json.dumps(record, indent=2))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
