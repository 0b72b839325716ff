"""An adapter of peft's form that changes nothing, with a head whose logits are the hidden states. Arguments: folder, hidden size."""
import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file

folder, size = Path(sys.argv[1]), int(sys.argv[2])
folder.mkdir()
(folder / "adapter_config.json").write_text(json.dumps({"peft_type": "IA3", "task_type": "TOKEN_CLS", "target_modules": ["key"],
                                                        "feedforward_modules": []}))
save_file({"base_model.model.bert.encoder.layer.0.attention.self.key.ia3_l": torch.ones(size, 1),
           "base_model.model.classifier.weight": torch.eye(size), "base_model.model.classifier.bias": torch.zeros(size)},
          folder / "adapter_model.safetensors", metadata={"format": "pt"})
