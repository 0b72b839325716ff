package dev.headstart.cli;

import dev.headstart.checkpoint.EncoderFingerprint;
import dev.headstart.experiment.Checks;
import dev.headstart.experiment.Experiment;
import dev.headstart.experiment.ExperimentFile;
import dev.headstart.experiment.Forecast;
import dev.headstart.experiment.Plan;
import dev.headstart.experiment.Reproduction;
import dev.headstart.experiment.Results;
import dev.headstart.experiment.Setting;
import dev.headstart.hub.Hub;
import dev.headstart.torch.Engine;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code reproduce}. */
@Command(name = "reproduce", sortOptions = false, abbreviateSynopsis = true,
        description = "Run a whole experiment from one file: settings × targets × seeds. It continues where it was: run the same "
                + "command again, or in several processes at once.")
final class ReproduceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The experiment, e.g. experiments/paper-table1.yaml.")
    private Path file;
    @Option(names = "--out", paramLabel = "DIR",
            description = "Where results go; experiments in one folder share what they have in common (default: runs/NAME).")
    private Optional<Path> out;
    @Option(names = "--model", paramLabel = "DIR|NAME", description = "Another encoder than the file's.")
    private Optional<String> model;
    @Option(names = "--data", paramLabel = "DIR|NAME", description = "Other data than the file's.")
    private Optional<String> data;
    @Option(names = "--only", paramLabel = "SETTING", split = ",",
            description = "Only settings whose name begins so, e.g. --only 3/,4/.")
    private List<String> only = List.of();
    @Option(names = "--targets", paramLabel = "LANG", split = ",", description = "Only these of the file's targets.")
    private List<String> targets = List.of();
    @Option(names = "--seeds", paramLabel = "N", split = ",", description = "Only these of the file's seeds.")
    private List<Long> seeds = List.of();
    @Option(names = "--dry-run", description = "Show what is to be done and how long it will take, from some seconds of each kind of run.")
    private boolean dryRun;
    @Option(names = "--retry", description = "Try again what has failed before.")
    private boolean retry;
    @Option(names = "--keep-encoders",
            description = "Keep the encoders of fully fine-tuned models; without it they are deleted after their test.")
    private boolean keepEncoders;
    @Mixin
    private CheckpointOptions checkpoints;
    @Mixin
    private EngineOptions engine;
    @Mixin
    private JsonOption output;
    @Mixin
    private CommonOptions common;
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        ParsedCommands commands = new ParsedCommands();
        Experiment read = ExperimentFile.read(file, new HubPlaces(), experiment -> new Checks(experiment, commands));
        Engine started = engine.start();
        Experiment all = read.at(started.precision().toString());
        Experiment chosen = chosen(all);
        Path folder = out.orElse(Path.of("runs", all.name())).toAbsolutePath().normalize();
        if (dryRun) {
            Outlook outlook = Outlook.of(forecast(chosen, folder, commands, started));
            output.print(outlook, outlook.table());
            return ExitCode.OK;
        }
        Reproduction.enter(folder, all, ExperimentFile.lines(file), EncoderFingerprint.of(Path.of(all.encoder())));
        Results results = new Results(folder, chosen);
        Reproduction.Config config = new Reproduction.Config(folder, checkpoints.pace(), keepEncoders, retry);
        List<Reproduction.Undone> undone =
                new Reproduction(chosen, config, commands, started, Clock.systemUTC(), audience(results)).run();
        output.print(new Summary(folder, undone.stream().map(test -> new Missing(test.test().label(), test.why())).toList()),
                "\n" + new ScoresSoFar(results) + summary(folder, undone));
        return undone.isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    /** What {@code --json} prints. */
    private record Summary(Path folder, List<Missing> undone) {}

    /** A test that could not be done. */
    private record Missing(String test, String why) {}

    private Reproduction.Audience audience(Results results) {
        int table = results.experiment().settings().size() + 3;     // what has left the screen cannot be redrawn
        return Progress.columns() > 0 && Progress.rows() > table && !output.json()
                ? new ReproductionInPlace(new PrintWriter(System.err, false, StandardCharsets.UTF_8),
                        () -> new ScoresSoFar(results).toString(), Progress.columns(), common.verbose(), System::nanoTime)
                : new ReproductionInLines(output, spec.commandLine().getErr(), results, common.verbose());
    }

    /** Names of the hub become folders; whole paths, so that the same results are found from another working directory. */
    private final class HubPlaces implements ExperimentFile.Places {
        private final Hub hub = output.hub();

        @Override
        public String encoder(String named) {
            return whole(hub.model(model.orElse(named)));
        }

        @Override
        public String data(String named, List<String> languages) {
            return whole(hub.data(data.orElse(named), languages));
        }

        private static String whole(Path path) {
            return path.toAbsolutePath().normalize().toString();
        }
    }

    private Experiment chosen(Experiment all) {
        only.stream().filter(prefix -> all.settings().stream().noneMatch(setting -> setting.name().startsWith(prefix))).findFirst()
                .ifPresent(prefix -> {
                    throw new IllegalArgumentException("--only: no setting begins with '" + prefix + "'. There are: "
                            + String.join("; ", all.settings().stream().map(Setting::name).toList()) + ".");
                });
        targets.stream().filter(target -> !all.targets().contains(target)).findFirst().ifPresent(target -> {
            throw new IllegalArgumentException("--targets: '" + target + "' is not a target of " + file + ". There are: "
                    + String.join(", ", all.targets()) + ".");
        });
        seeds.stream().filter(seed -> all.settings().stream().noneMatch(setting -> setting.seeds().contains(seed))).findFirst()
                .ifPresent(seed -> {
                    throw new IllegalArgumentException("--seeds: " + seed + " is not a seed of " + file + ". Add it there.");
                });
        Experiment some = all.withSettings(all.settings().stream().filter(setting -> only.isEmpty()
                || only.stream().anyMatch(setting.name()::startsWith)).toList());
        Experiment fewer = targets.isEmpty() ? some : some.withTargets(targets);
        Experiment chosen = seeds.isEmpty() ? fewer : fewer.withSeeds(seeds);
        if (chosen.settings().isEmpty()) {
            throw new IllegalArgumentException("--seeds: no setting that --only names has any of these seeds.");
        }
        return chosen;
    }

    private List<Forecast.Line> forecast(Experiment experiment, Path folder, ParsedCommands commands, Engine started) {
        try (Workplace scratch = Workplace.of(Optional.empty());
                Forecast forecast = new Forecast(folder, scratch.folder(), experiment, commands, started,
                        new ShownRun(output, spec.commandLine().getErr()))) {
            return forecast.of(Plan.of(experiment));
        }
    }

    private static String summary(Path folder, List<Reproduction.Undone> undone) {
        return "\n\n" + (undone.isEmpty() ? "All done: " + folder : undone.stream()
                .map(test -> "not done: " + test.test().label() + " (" + test.why() + ")\n").collect(Collectors.joining())
                + undone.size() + (undone.size() == 1 ? " test" : " tests") + " could not be done; --retry tries again.");
    }
}
