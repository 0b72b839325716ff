package dev.headstart.peft;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.headstart.model.Adaptation;
import dev.headstart.model.EncoderConfig;
import dev.headstart.model.Parameters;
import dev.headstart.model.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Low-rank adaptation (Hu et al. 2022, Eq. 3): a linear map W x becomes W x + s B A x. A is drawn from N(0, 1/in) and B is
 * zero, so that a fresh one changes nothing.
 *
 * <p>Deviation: Python peft draws A from a uniform with a third of that variance; the paper, section 4.1, has a Gaussian.
 *
 * @param rank           r, rows of A, at least 1
 * @param alpha          s is alpha / r
 * @param dropout        probability that an input of A is dropped in training, in [0, 1)
 * @param rankStabilised whether s is alpha / √r instead (Kalajdzievski 2023)
 * @param targets        which linear maps
 * @param layers         of which layers
 */
@JsonTypeName("lora")
public record Lora(int rank, double alpha, double dropout, boolean rankStabilised,
        List<Site> targets, Layers layers) implements PeftMethod {
    public Lora {
        if (rank < 1) {
            throw new IllegalArgumentException("LoRA's rank is " + rank + "; it must be at least 1.");
        }
        if (!(alpha > 0 && Double.isFinite(alpha))) {
            throw new IllegalArgumentException("LoRA's alpha is " + alpha + "; it must be above 0.");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new IllegalArgumentException("LoRA's dropout is " + dropout + "; it must lie in [0, 1).");
        }
        targets = Targets.checked("LoRA", targets);
    }

    /** Rank, alpha and targets as in Python peft for BERT. */
    public static Lora defaults() {
        return new Lora(8, 8, 0, false, List.of(Site.QUERY, Site.VALUE), Layers.ALL);
    }

    @Override
    public int entry(EncoderConfig encoder) {
        return layers.lowest(encoder);
    }

    @Override
    public Parameters fresh(EncoderConfig encoder, Parameters pretrained, InitialValues initial) {
        Map<String, Tensor> matrices = new LinkedHashMap<>();
        for (int layer : layers.of(encoder)) {
            for (Site site : targets) {
                int in = site.inputSize(encoder);
                matrices.put(down(layer, site), initial.normal(Math.sqrt(1.0 / in), rank, in));
                matrices.put(up(layer, site), initial.zeros(site.outputSize(encoder), rank));
            }
        }
        return new Parameters(matrices);
    }

    private static String down(int layer, Site site) {
        return site.in(layer) + ".lora_A.weight";
    }

    private static String up(int layer, Site site) {
        return site.in(layer) + ".lora_B.weight";
    }

    private double scale() {
        return rankStabilised ? alpha / Math.sqrt(rank) : alpha / rank;
    }

    @Override
    public Adaptation adaptation(Parameters adapter) {
        return new Adaptation() {
            @Override
            public Tensor output(int layer, Site site, Tensor x, Tensor y) {
                Tensor down = adapter.byName().get(down(layer, site));
                return down == null ? y : y.add(update(x, down, adapter.get(up(layer, site))));
            }
        };
    }

    private Tensor update(Tensor x, Tensor down, Tensor up) {
        Tensor entering = x.to(down.scalar_type());
        Tensor kept = dropout == 0 ? entering : torch.dropout(entering, dropout, true);
        Tensor middle = torch.matmul(kept, down.t());                                          // [rows, r]
        return torch.matmul(middle, up.t()).mul(new Scalar(scale()));
    }

    /** W + s B A. */
    @Override
    public Parameters folded(Parameters pretrained, Parameters adapter) {
        return pretrained.map((name, weight) -> {
            String map = name.replaceAll("weight$", "");
            Tensor down = adapter.byName().get(map + "lora_A.weight");
            return down == null || map.equals(name) ? weight
                    : weight.add(torch.matmul(adapter.get(map + "lora_B.weight"), down), new Scalar(scale()));
        });
    }

    @Override
    public PeftMethod evaluating() {
        return new Lora(rank, alpha, 0, rankStabilised, targets, layers);
    }

    @Override
    public double defaultRate() {
        return 3e-3;
    }

    @Override
    public String describe() {
        return "LoRA, rank " + rank + ", alpha " + alpha + (rankStabilised ? ", rank-stabilised" : "")
                + (dropout > 0 ? ", dropout " + dropout : "") + ", on " + Targets.text(targets) + ", layers " + layers;
    }

    @Override
    public String formula() {
        return "W x + b + s B A x, s = alpha / rank, or alpha / sqrt(rank) if rank-stabilised; A from N(0, 1 / inputs), B zero";
    }
}
