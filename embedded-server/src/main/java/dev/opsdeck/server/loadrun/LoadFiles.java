package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a run of the command line gets its baseline from and writes its reports to.
final class LoadFiles {

    private static final long MOST_BYTES = 64L << 20;

    @Option(names = "--scenario", description = "Own calls, a small YAML file; the README shows one.")
    private @Nullable Path scenario;

    @Option(names = "--save", description = "Write the run to this file, for a later --compare.")
    private @Nullable Path save;

    @Option(names = "--compare", description = "Compare with the run in this file, which --save wrote.")
    private @Nullable Path compare;

    @Option(names = "--baseline", description = "Compare with the run of this number on the target; needs its token.")
    private @Nullable Long baselineId;

    @Option(names = "--junit", description = "Write the verdict and the comparison as JUnit's XML to this file.")
    private @Nullable Path junit;

    @Option(names = "--html", description = "Write a report with charts to this file.")
    private @Nullable Path html;

    /// What is wrong with the options, as a sentence; null when nothing is.
    @Nullable
    String fault() {
        if (compare != null && baselineId != null) {
            return "Give --compare or --baseline, not both.";
        }
        for (Path file : Stream.of(save, junit, html).filter(Objects::nonNull).toList()) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                return file + " cannot be written: there is no such folder, or it is one itself.";
            }
        }
        return null;
    }

    /// The text of the scenario's file; null for the standard mix.
    ///
    /// @throws IOException when it cannot be read; its message is a sentence for the user
    @Nullable
    String scenario() throws IOException {
        if (scenario == null) {
            return null;
        }
        if (!Files.isRegularFile(scenario) || Files.size(scenario) > ScenarioFile.MOST_BYTES) {
            throw new IOException(
                    "--scenario: " + scenario + " is no file of at most " + ScenarioFile.MOST_BYTES / 1024 + " KiB.");
        }
        try {
            return Files.readString(scenario);
        } catch (IOException e) {
            throw new IOException("--scenario: " + scenario + " cannot be read as text: " + e.getMessage(), e);
        }
    }

    boolean hasBaseline() {
        return compare != null || baselineId != null;
    }

    /// The run to compare with, or null.
    ///
    /// @throws IOException when there is none where one was named; its message is a sentence for the user
    @Nullable
    LoadRecord baseline(TargetClient target, Json json) throws IOException, InterruptedException {
        if (compare != null) {
            return fromFile(compare, json);
        }
        return baselineId == null ? null : fromTarget(baselineId, target, json);
    }

    /// @throws IOException when a file cannot be written; its message is a sentence for the user
    void write(LoadRecord run, @Nullable LoadRecord baseline, @Nullable LoadComparison comparison, Json json)
            throws IOException {
        if (save != null) {
            put(save, json.bytes(run));
        }
        if (junit != null) {
            put(junit, JUnitReport.of(run.report(), comparison));
        }
        if (html != null) {
            put(html, HtmlReport.of(run, baseline, comparison));
        }
    }

    private static LoadRecord fromFile(Path file, Json json) throws IOException {
        if (!Files.isReadable(file) || Files.size(file) > MOST_BYTES) {
            throw new IOException("--compare: " + file + " is no file that can be read. Make one with --save.");
        }
        return parsed(Files.readAllBytes(file), "--compare: " + file + " is no file that --save wrote", json);
    }

    private static LoadRecord fromTarget(long id, TargetClient target, Json json)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = target.get("/ops/load-runs/" + id + "/record");
        } catch (IOException e) {
            throw new IOException("--baseline: the target does not answer. Start it or correct --target.", e);
        }
        if (response.statusCode() != 200) {
            throw new IOException("--baseline: the target has no finished load run " + id + " for this token (HTTP "
                    + response.statusCode() + ").");
        }
        return parsed(response.body(), "--baseline: the target's answer is no load run", json);
    }

    private static LoadRecord parsed(byte[] bytes, String otherwise, Json json) throws IOException {
        try {
            return json.read(bytes, LoadRecord.class);
        } catch (RuntimeException e) {
            throw new IOException(otherwise + ": " + e.getMessage(), e);
        }
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new IOException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
