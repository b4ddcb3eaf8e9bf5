package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.loadruns.LoadComparison;
import dev.opsdeck.api.loadruns.LoadOutcome;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRecord;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.capacity.RampFit;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Phaser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `load`: a load run of any server, without one of our own. Exit code 0: goals kept; 1: goals missed, or the run
/// could not be made; 3: worse than the baseline, with `--fail-on worse`; 4: not valid, the generator fell
/// behind (of a ramp: in so many steps that too few are left).
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Puts load on a server and says whether it keeps its goals: p95 under 200 ms, errors under 0.1 %%.",
            "A server's alert rules count in the runs that it makes of itself (console, /ops/load-runs), not in these:"
                    + " a run of the command line has no rules."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:Goals kept; of a ramp: its first valid step kept them.",
            "1:Goals missed, or the run could not be made.",
            "2:Wrong use.",
            "3:Worse than the baseline, with --fail-on worse.",
            "4:Not valid: the generator fell behind. A ramp is judged step by step: steps in which the generator was"
                    + " late do not count, and it is not valid when fewer than " + RampFit.LEAST_STEPS
                    + " others are left and none of them broke a goal."
        })
public final class LoadCommand implements Callable<Integer> {

    private static final int MISSED = 1;
    private static final int WORSE = 3;
    private static final int NOT_VALID = 4;
    private static final long SEED = 1;
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})(s|m|h)");

    /// What makes the exit code 3.
    enum FailOn {
        WORSE
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(names = "--target", required = true, description = "Address of the server, such as http://host:8080.")
    private String target = "";

    @Option(
            names = "--token",
            description =
                    "Token of the server; better as OPSDECK_TOKEN. The operator's lifts the server's rate limits.")
    private @Nullable String token;

    @Option(
            names = "--fingerprint",
            description = "SHA-256 of the server's certificate, for one that is not trusted anyway.")
    private @Nullable String fingerprint;

    @Option(
            names = "--profile",
            converter = Profiles.class,
            completionCandidates = Profiles.class,
            description = "One of ${COMPLETION-CANDIDATES}. smoke: 50 requests a second for 10 s; baseline: 200 users"
                    + " for 5 min; constant: as given; spike: ten times the load for 30 s; ramp: steps until a goal"
                    + " breaks; soak: hours; 125k: 125,000 requests of 200 users. Without it: constant when rate and"
                    + " duration are given, else smoke.")
    private @Nullable LoadProfile profile;

    @Option(
            names = "--rate",
            description = "Requests a second, whatever the server does; of a ramp the height of its steps.")
    private @Nullable Double rate;

    @Option(names = "--users", description = "Users at once, each with a pause after every answer.")
    private @Nullable Integer users;

    @Option(names = "--duration", description = "How long, such as 30s, 5m or 2h.")
    private @Nullable String duration;

    @Option(
            names = "--ramp-up",
            description = "Time before that, in which the load rises; no figure counts. Such as 30s.")
    private @Nullable String rampUp;

    @Option(
            names = "--beside",
            description =
                    "Address of another server that gets the same load at the same time and is the baseline, such as"
                            + " the former build: for machines whose speed wanders. The same token and certificate count for it."
                            + " Better with --users: at one rate both would get each request in the same moment.")
    private @Nullable String beside;

    @Mixin
    private final LoadFiles files = new LoadFiles();

    @Option(names = "--fail-on", description = "worse: exit code 3 when the run is worse than its baseline.")
    private @Nullable FailOn failOn;

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        RunOrder order;
        String address;
        @Nullable String other;
        try {
            Integer seconds = seconds("--duration", duration);
            Integer before = seconds("--ramp-up", rampUp);
            String scenario = files.scenario();
            order = RunOrder.of(new LoadRequest(
                    profile(seconds), target, token, rate, users, seconds, null, before, scenario, fingerprint));
            address = Targets.normal(target);
            other = beside == null ? null : Targets.normal(beside);
            String fault = fault();
            if (fault != null) {
                throw wrong(fault);
            }
        } catch (InvalidField | ApiException | IOException e) {
            throw wrong(String.valueOf(e.getMessage()), e);
        }
        try {
            return make(order, address, other);
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return MISSED;
        }
    }

    private int make(RunOrder order, String address, @Nullable String other) throws IOException, InterruptedException {
        Json mapper = new Json();
        LoadPrinter printer = new LoadPrinter(spec.commandLine().getOut(), json, mapper);
        InstantSource clock = InstantSource.system();
        Phaser together = new Phaser(other == null ? 1 : 2);
        try (TargetClient client = new TargetClient(address, token, order.fingerprint(), SingleRun.MARK);
                RunBeside atOnce = other == null ? null : new RunBeside(order, other, token, mapper, clock, together)) {
            LoadRecord baseline = files.baseline(client, mapper);
            printer.begin(address, order);
            LoadRecord made =
                    new SingleRun(order, address, token, client, mapper, clock, together).make(printer::second);
            LoadVerdict verdict = made.report().run().verdict();
            if (atOnce != null) {
                try {
                    baseline = atOnce.await();
                } catch (IOException e) {
                    // What was measured is not lost.
                    files.write(made, null, null, mapper);
                    printer.end(made, null);
                    throw e;
                }
                printer.beside(baseline.report().run());
                verdict = baseline.report().run().verdict() == LoadVerdict.NOT_VALID ? LoadVerdict.NOT_VALID : verdict;
            }
            LoadComparison comparison =
                    baseline == null ? null : Comparison.of(baseline, made, new SplittableRandom(SEED));
            files.write(made, baseline, comparison, mapper);
            printer.end(made, comparison);
            return exitCode(verdict, failOn == null ? null : comparison);
        }
    }

    /// @param comparison null when it does not matter
    static int exitCode(@Nullable LoadVerdict verdict, @Nullable LoadComparison comparison) {
        if (verdict == LoadVerdict.NOT_VALID) {
            return NOT_VALID;
        }
        if (comparison != null && comparison.outcome() == LoadOutcome.WORSE) {
            return WORSE;
        }
        return verdict == LoadVerdict.PASS ? 0 : MISSED;
    }

    private @Nullable String fault() {
        if (beside != null && files.hasBaseline()) {
            return "Give one baseline: --beside, --compare or --baseline.";
        }
        if (failOn != null && beside == null && !files.hasBaseline()) {
            return "--fail-on worse needs a baseline: give --compare FILE, --baseline ID or --beside URL.";
        }
        return files.fault();
    }

    private LoadProfile profile(@Nullable Integer seconds) {
        if (profile != null) {
            return profile;
        }
        return rate != null && seconds != null ? LoadProfile.CONSTANT : LoadProfile.SMOKE;
    }

    private @Nullable Integer seconds(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher matcher = DURATION.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw wrong(option + " must be like 30s, 5m or 2h.");
        }
        int unit = switch (matcher.group(2)) {
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
        return Integer.parseInt(matcher.group(1)) * unit;
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private ParameterException wrong(String sentence, Exception cause) {
        return new ParameterException(spec.commandLine(), sentence, cause);
    }
}
