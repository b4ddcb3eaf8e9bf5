package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadCall;
import dev.opsdeck.api.loadruns.LoadModel;
import dev.opsdeck.api.loadruns.LoadPlan;
import dev.opsdeck.api.loadruns.LoadProfile;
import dev.opsdeck.api.loadruns.LoadRequest;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A request for a run with every number decided: what is not given comes from the profile.
///
/// @param ratePerSecond of an open run, else 0
/// @param users         of a closed run, else 0
record RunOrder(
        LoadProfile profile, LoadModel model, double ratePerSecond, int users, int durationSeconds, int thinkMillis) {

    /// With answers in some 30 ms, 200 users then send 125,000 requests in 5 minutes, the figures of the goals.
    static final int THINK_MILLIS = 450;

    static final int TIMEOUT_MILLIS = 30_000;

    /// Of an open run. More would only move the queue from here into the server's accept queue.
    static final int MAX_CONNECTIONS = 256;

    private static final double SMOKE_RATE = 50;
    private static final int SMOKE_SECONDS = 10;
    private static final int BASELINE_USERS = 200;
    private static final int BASELINE_SECONDS = 300;
    private static final long SEED = 1;

    /// What users of the catalogue ask for, by share.
    private static final List<LoadCall> MIX = List.of(
            new LoadCall("product list", "GET", "/products?limit=20", 40),
            new LoadCall("top products", "GET", "/products/top?limit=20", 20),
            new LoadCall("product", "GET", "/products/{productId}", 20),
            new LoadCall("overview", "GET", "/analytics/overview?period=30d", 15),
            new LoadCall("revenue", "GET", "/analytics/revenue?period=30d", 5));

    static RunOrder of(LoadRequest request) {
        boolean baseline = request.profile() == LoadProfile.BASELINE;
        Integer seconds = request.durationSeconds();
        int duration = seconds != null ? seconds : baseline ? BASELINE_SECONDS : SMOKE_SECONDS;
        Double rate = request.ratePerSecond();
        Integer users = request.users();
        if (users == null && rate == null && baseline) {
            users = BASELINE_USERS;
        }
        if (users != null) {
            Integer think = request.thinkMillis();
            return new RunOrder(
                    request.profile(), LoadModel.CLOSED, 0, users, duration, think == null ? THINK_MILLIS : think);
        }
        return new RunOrder(request.profile(), LoadModel.OPEN, rate == null ? SMOKE_RATE : rate, 0, duration, 0);
    }

    LoadPlan plan(String runId, String signature, String target, @Nullable String token, List<Long> productIds) {
        return new LoadPlan(
                runId,
                signature,
                target,
                token,
                model,
                ratePerSecond,
                users,
                durationSeconds * 1000L,
                thinkMillis,
                TIMEOUT_MILLIS,
                model == LoadModel.OPEN ? MAX_CONNECTIONS : users,
                SEED,
                MIX,
                productIds);
    }

    /// As a person says it.
    String words() {
        String load = model == LoadModel.OPEN
                ? number(ratePerSecond) + " requests a second"
                : users + (users == 1 ? " user" : " users");
        return load + " for " + durationSeconds + " s";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
