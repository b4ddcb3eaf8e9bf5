package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadCall;
import dev.opsdeck.api.loadruns.LoadPlan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Draws the requests of a run by their weights, always the same sequence for the same plan. Not safe for
/// threads: each thread that draws has a [#fork()] of its own.
final class Mix {

    private static final byte[] NO_ID = {};

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
            boolean withId = Piece.needsId(call);
            if (call.weight() > 0 && !(withId && plan.productIds().isEmpty())) {
                sum += call.weight();
                upTo.add(sum);
                pieces.add(new Piece(pieces.size(), call, plan, target));
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
        Piece piece = pieces.get(draw());
        return piece.request(piece.isFixed() ? NO_ID : ids.get(random.nextInt(ids.size())));
    }

    private int draw() {
        double point = random.nextDouble() * upTo[upTo.length - 1];
        int drawn = 0;
        while (drawn < upTo.length - 1 && point >= upTo[drawn]) {
            drawn++;
        }
        return drawn;
    }
}
