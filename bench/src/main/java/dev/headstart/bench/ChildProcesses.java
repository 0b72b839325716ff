package dev.headstart.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Does every job in a process of its own: the same Java with the same options, in the environment of the job's variant. */
final class ChildProcesses implements Worker {
    @Override
    public Sample run(Job job) {
        try {
            Path order = Files.createTempFile("headstart-bench-", ".json");
            Path errors = Files.createTempFile("headstart-bench-", ".err");
            try {
                Files.writeString(order, Wire.jobLine(job));
                return run(job, order, errors);
            } finally {
                Files.deleteIfExists(order);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run a process for " + job.describe() + ": " + e.getMessage(), e);
        }
    }

    private static Sample run(Job job, Path order, Path errors) throws IOException {
        Process process = start(job, order, errors);
        Thread onExit = new Thread(process::destroyForcibly, "stop child");   // on Ctrl-C nothing is left running
        Runtime.getRuntime().addShutdownHook(onExit);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = exitCode(process, job);
        Runtime.getRuntime().removeShutdownHook(onExit);
        if (exitCode != 0) {
            throw new ChildFailure(job.describe(), exitCode, Files.readAllLines(errors));
        }
        return Wire.sample(output);
    }

    private static Process start(Job job, Path order, Path errors) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName(), order.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        if (!job.variant().tuned()) {
            TuningVariable.removeFrom(builder.environment());
        }
        return builder.start();
    }

    private static int exitCode(Process process, Job job) {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + job.describe() + ".", e);
        }
    }
}
