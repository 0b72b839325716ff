package dev.headstart.run;

import dev.headstart.data.Readout;
import dev.headstart.exchange.AdapterHubFormat;
import dev.headstart.exchange.PeftFormat;
import dev.headstart.peft.PeftMethod;

/**
 * How a fine-tuned model comes to Python.
 *
 * @param run     its folder
 * @param encoder its encoder, as arguments in Python
 * @param labels  how many the head has
 */
record PythonUse(String run, String encoder, PeftMethod method, Readout readout, int labels) {
    private static final String EXPORT = """
            ```sh
            headstart export %s --to %s --out OUT
            ```

            ```python
            %s
            ```
            """;
    private static final String PEFT = """
            import torch
            from peft import PeftModel
            from transformers import %1$s
            base = %1$s.from_pretrained(%2$s, num_labels=%3$d, dtype=torch.float32)
            model = PeftModel.from_pretrained(base, "OUT")""";
    private static final String ADAPTERS = """
            from adapters import AutoAdapterModel
            model = AutoAdapterModel.from_pretrained(%s)
            model.load_adapter("OUT", use_safetensors=True, set_active=True)""";
    private static final String TRANSFORMERS = """
            from transformers import %1$s
            model = %1$s.from_pretrained("OUT")""";

    /** @return commands in Markdown: peft's or AdapterHub's if they have the method, else of the merged model */
    String text() {
        String head = readout == Readout.WORDS ? "AutoModelForTokenClassification" : "AutoModelForSequenceClassification";
        if (PeftFormat.has(method)) {
            return EXPORT.formatted(run, "peft", PEFT.formatted(head, encoder, labels));
        }
        return AdapterHubFormat.has(method) ? EXPORT.formatted(run, "adapterhub", ADAPTERS.formatted(encoder))
                : EXPORT.formatted(run, "merged", TRANSFORMERS.formatted(head));
    }
}
