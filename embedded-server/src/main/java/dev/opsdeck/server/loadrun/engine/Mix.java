package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadCall;
import dev.opsdeck.api.loadruns.LoadPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Draws the requests of a run by their weights, always the same sequence for the same plan. Not safe for threads: each
/// thread that draws has a [#fork()] of its own.
final class Mix {

    private static final String PRODUCT_ID = "{productId}";
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    /// A call, cut where the product's id goes.
    private static final class Piece {

        private final int call;
        private final byte[] before;
        private final byte[] after;
        private final boolean repeatable;
        private final boolean bodiless;
        private final @Nullable Request fixed;

        Piece(int call, String text, String method) {
            this.call = call;
            int cut = text.indexOf(PRODUCT_ID);
            before = (cut < 0 ? text : text.substring(0, cut)).getBytes(StandardCharsets.ISO_8859_1);
            after = (cut < 0 ? "" : text.substring(cut + PRODUCT_ID.length())).getBytes(StandardCharsets.ISO_8859_1);
            repeatable = REPEATABLE.contains(method);
            bodiless = method.equals("HEAD");
            fixed = cut < 0 ? new Request(call, before, repeatable, bodiless) : null;
        }

        Request next(List<byte[]> ids, SplittableRandom random) {
            if (fixed != null) {
                return fixed;
            }
            byte[] id = ids.get(random.nextInt(ids.size()));
            byte[] bytes = new byte[before.length + id.length + after.length];
            System.arraycopy(before, 0, bytes, 0, before.length);
            System.arraycopy(id, 0, bytes, before.length, id.length);
            System.arraycopy(after, 0, bytes, before.length + id.length, after.length);
            return new Request(call, bytes, repeatable, bodiless);
        }
    }

    private final List<Piece> pieces;
    private final List<String> names;
    private final double[] upTo;
    private final List<byte[]> ids;
    private final SplittableRandom random;

    private Mix(List<Piece> pieces, List<String> names, double[] upTo, List<byte[]> ids, SplittableRandom random) {
        this.pieces = pieces;
        this.names = names;
        this.upTo = upTo;
        this.ids = ids;
        this.random = random;
    }

    /// @throws FatalFailure when nothing is left to send
    static Mix of(LoadPlan plan, Target target) throws FatalFailure {
        List<Piece> pieces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<Double> upTo = new ArrayList<>();
        double sum = 0;
        for (LoadCall call : plan.mix()) {
            boolean withId = call.path().contains(PRODUCT_ID);
            if (call.weight() > 0 && !(withId && plan.productIds().isEmpty())) {
                sum += call.weight();
                upTo.add(sum);
                pieces.add(piece(pieces.size(), call, plan, target));
                names.add(call.name());
            }
        }
        if (pieces.isEmpty()) {
            throw new FatalFailure("The plan has no call that could be sent: give its mix at least one.");
        }
        return new Mix(
                List.copyOf(pieces),
                List.copyOf(names),
                upTo.stream().mapToDouble(Double::doubleValue).toArray(),
                plan.productIds().stream()
                        .map(id -> Long.toString(id).getBytes(StandardCharsets.US_ASCII))
                        .toList(),
                new SplittableRandom(plan.seed()));
    }

    /// A source of the same mix with a sequence of its own.
    Mix fork() {
        return new Mix(pieces, names, upTo, ids, random.split());
    }

    /// The calls that it draws from, in the order of [Request#call()].
    List<String> names() {
        return names;
    }

    /// The next request.
    Request next() {
        return pieces.get(draw()).next(ids, random);
    }

    private int draw() {
        double point = random.nextDouble() * upTo[upTo.length - 1];
        int drawn = 0;
        while (drawn < upTo.length - 1 && point >= upTo[drawn]) {
            drawn++;
        }
        return drawn;
    }

    private static Piece piece(int index, LoadCall call, LoadPlan plan, Target target) {
        String method = call.method().toUpperCase(Locale.ROOT);
        StringBuilder text = new StringBuilder(method)
                .append(' ')
                .append(target.basePath())
                .append(call.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.hostHeader())
                .append("\r\nUser-Agent: opsdeck-load\r\nAccept: application/json\r\nAccept-Encoding: gzip\r\n")
                .append("Opsdeck-Load-Run: ")
                .append(plan.runId())
                .append('.')
                .append(plan.signature())
                .append("\r\n");
        if (plan.token() != null) {
            text.append("Authorization: Bearer ").append(plan.token()).append("\r\n");
        }
        if (method.equals("POST") || method.equals("PUT") || method.equals("PATCH")) {
            text.append("Content-Length: 0\r\n");
        }
        return new Piece(index, text.append("\r\n").toString(), method);
    }
}
