package dev.headstart.run;

import dev.headstart.synthetic.SyntheticCorpus;
import dev.headstart.testing.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program that fine-tunes for longer than any test and says its steps and remarks, for {@link TerminatedRunTest}. */
final class UnfinishedFineTuning {
    private static final Path ENCODER = Path.of("src/test/resources/golden/family/electra");

    private UnfinishedFineTuning() {}

    public static void main(String[] args) throws IOException {
        Path data = Files.createDirectories(Path.of(args[0]));
        SyntheticCorpus.writeTo(data, List.of("nl"), new SyntheticCorpus.Sizes(64, 12, 5), 1);
        FineTuneConfig usual = FineTuneConfig.defaults(ENCODER, data, "nl", Path.of(args[1]));
        DataConfig read = usual.data();
        FineTuneConfig config = new FineTuneConfig(ENCODER,
                new DataConfig(data, read.annotation(), 64, read.longSentences(), read.limit()), "nl", Optional.empty(), usual.out(),
                usual.tuning(), usual.method(), false, usual.outer(), Length.ofSteps(1_000_000), 8, usual.microBatch(),
                usual.selection(), usual.dropout(), 1, usual.cache());
        new FineTuneRun(config, TinyModel.engine(), new Talkative(), Checkpointing.every(Checkpointing.DEFAULT_INTERVAL)).run();
    }

    private static final class Talkative implements RunListener {
        @Override
        public void say(String line) {
            System.out.println(line);
        }

        @Override
        public Task begin(String name, long total) {
            return (done, message) -> System.out.println("step " + done);
        }
    }
}
