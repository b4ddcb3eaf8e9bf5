package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.InvalidField;
import dev.opsdeck.api.loadruns.LoadFigures;
import dev.opsdeck.api.loadruns.LoadPoint;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import dev.opsdeck.api.loadruns.LoadSecond;
import dev.opsdeck.api.loadruns.LoadVerdict;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `load`: a load run of any server, without one of our own. Exit code 0: goals kept; 1: goals missed, or the run could
/// not be made; 4: not valid, the generator fell behind.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Puts load on a server and says whether it keeps its goals.")
public final class LoadCommand implements Callable<Integer> {

    private static final int MISSED = 1;
    private static final int NOT_VALID = 4;
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,5})(s|m|h)");
    private static final String RUN = "command-line";
    private static final String UNSIGNED = "unsigned";

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
            names = "--profile",
            description = "smoke: 50 requests a second for 10 s; baseline: 200 users for 5 min; constant: as given."
                    + " Without it: constant when rate and duration are given, else smoke.")
    private @Nullable LoadProfile profile;

    @Option(names = "--rate", description = "Requests a second, whatever the server does.")
    private @Nullable Double rate;

    @Option(names = "--users", description = "Users at once, each with a pause after every answer.")
    private @Nullable Integer users;

    @Option(names = "--duration", description = "How long, such as 30s, 5m or 2h.")
    private @Nullable String duration;

    @Option(names = "--json", description = "Print one JSON object on the last line.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Integer seconds = duration == null ? null : seconds(duration);
        RunOrder order;
        String address;
        try {
            order = RunOrder.of(new LoadRequest(profile(seconds), target, token, rate, users, seconds, null));
            address = Targets.normal(target);
        } catch (InvalidField | ApiException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        return run(order, address);
    }

    private int run(RunOrder order, String address) throws InterruptedException {
        Json mapper = new Json();
        PrintWriter out = spec.commandLine().getOut();
        RunFigures figures = new RunFigures(order.durationSeconds());
        List<Long> ids = new TargetCatalogue(mapper).productIds(address, token, RUN + "." + UNSIGNED);
        if (!json) {
            out.println("Load on " + address + ": " + order.words());
            out.println("second   asked    done  errors    p50 ms    p95 ms    max ms");
            out.flush();
        }
        String failure;
        try (EngineProcess engine = EngineProcess.start(order.plan(RUN, UNSIGNED, address, token, ids), mapper)) {
            failure = engine.follow(second -> show(out, figures, second));
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
        if (failure != null) {
            spec.commandLine().getErr().println(failure);
            return MISSED;
        }
        Judgement judgement =
                Judgement.of(order, figures.figures(), figures.late(), false, Targets.onThisMachine(address));
        if (json) {
            out.println(
                    new String(mapper.bytes(summary(figures.figures(), judgement.verdict())), StandardCharsets.UTF_8));
        } else {
            table(out, figures.figures(), judgement, ids.isEmpty());
        }
        out.flush();
        return switch (judgement.verdict()) {
            case null -> MISSED;
            case PASS -> 0;
            case FAIL -> MISSED;
            case NOT_VALID -> NOT_VALID;
        };
    }

    private void show(PrintWriter out, RunFigures figures, LoadSecond second) {
        LoadPoint point = figures.add(second);
        if (!json) {
            out.printf(
                    Locale.ROOT,
                    "%6d %7d %7d %7d %9.1f %9.1f %9.1f%n",
                    point.second(),
                    point.asked(),
                    point.completed(),
                    point.errors(),
                    point.p50Millis(),
                    point.p95Millis(),
                    point.maxMillis());
            out.flush();
        }
    }

    private static Map<String, Object> summary(LoadFigures figures, @Nullable LoadVerdict verdict) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("requests", figures.sent());
        summary.put("asked", figures.askedPerSecond());
        summary.put("reached", figures.reachedPerSecond());
        summary.put("errors", figures.errors());
        summary.put("p50Millis", figures.response().p50Millis());
        summary.put("p95Millis", figures.response().p95Millis());
        summary.put("p99Millis", figures.response().p99Millis());
        summary.put("maxMillis", figures.response().maxMillis());
        if (verdict != null) {
            summary.put("verdict", verdict);
        }
        return summary;
    }

    private static void table(PrintWriter out, LoadFigures figures, Judgement judgement, boolean withoutProducts) {
        out.println();
        out.printf(
                Locale.ROOT,
                "requests  %d of %d asked, %d errors%n",
                figures.sent(),
                figures.asked(),
                figures.errors());
        figures.errorsByKind().forEach((kind, count) -> out.printf(Locale.ROOT, "          %d %s%n", count, kind));
        out.printf(
                Locale.ROOT,
                "rate      %.1f/s asked, %.1f/s reached%n",
                figures.askedPerSecond(),
                figures.reachedPerSecond());
        out.printf(
                Locale.ROOT,
                "response  p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms (from the intended start)%n",
                figures.response().p50Millis(),
                figures.response().p95Millis(),
                figures.response().p99Millis(),
                figures.response().maxMillis());
        out.printf(
                Locale.ROOT,
                "service   p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, max %.1f ms (from the real start)%n",
                figures.service().p50Millis(),
                figures.service().p95Millis(),
                figures.service().p99Millis(),
                figures.service().maxMillis());
        out.printf(Locale.ROOT, "lateness  of the generator itself at most %.1f ms%n", figures.latenessMillisMax());
        if (withoutProducts) {
            out.println("The target named no active products, so calls of a single product were left out.");
        }
        judgement.remarks().forEach(out::println);
        out.println(
                switch (judgement.verdict()) {
                    case null -> "verdict   none";
                    case PASS -> "verdict   pass";
                    case FAIL -> "verdict   fail";
                    case NOT_VALID -> "verdict   not valid";
                });
    }

    private LoadProfile profile(@Nullable Integer seconds) {
        if (profile != null) {
            return profile;
        }
        return rate != null && seconds != null ? LoadProfile.CONSTANT : LoadProfile.SMOKE;
    }

    private int seconds(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new ParameterException(spec.commandLine(), "--duration must be like 30s, 5m or 2h.");
        }
        int unit = switch (matcher.group(2)) {
            case "h" -> 3600;
            case "m" -> 60;
            default -> 1;
        };
        return Integer.parseInt(matcher.group(1)) * unit;
    }
}
