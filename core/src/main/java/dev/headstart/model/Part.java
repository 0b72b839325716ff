package dev.headstart.model;

/** The three parts of a model's parameters (paper, section 3.1). */
public enum Part {
    /** θp, the pretrained encoder. */
    PRETRAINED("θp"),
    /** θa, what parameter-efficient fine-tuning adds. */
    ADAPTER("θa"),
    /** θh, the task head. */
    HEAD("θh");

    private final String symbol;

    Part(String symbol) {
        this.symbol = symbol;
    }

    /** @return the paper's letter */
    public String symbol() {
        return symbol;
    }
}
