package dev.opsdeck.server.loadrun.engine;

import dev.opsdeck.api.loadruns.LoadCall;
import dev.opsdeck.api.loadruns.LoadPlan;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A call of the mix as it goes over the wire, cut where the product's id goes. Immutable.
final class Piece {

    private static final String PRODUCT_ID = "{productId}";
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final int call;
    private final List<byte[]> head;
    private final List<byte[]> body;
    private final boolean sendsLength;
    private final boolean repeatable;
    private final boolean bodiless;
    private final Check check;
    private final @Nullable Request fixed;

    Piece(int call, LoadCall of, LoadPlan plan, Target target) {
        String method = of.method().toUpperCase(Locale.ROOT);
        String content = of.body() == null ? "" : of.body();
        this.call = call;
        this.head = cut(head(method, of, plan, target));
        this.body = cut(content);
        this.sendsLength = WITH_BODY.contains(method) || !content.isEmpty();
        this.repeatable = REPEATABLE.contains(method);
        this.bodiless = method.equals("HEAD");
        this.check = Check.of(of);
        this.fixed = needsId(of) ? null : request(new byte[0]);
    }

    /// Whether a call cannot be sent without the id of a product.
    static boolean needsId(LoadCall call) {
        String content = call.body();
        return call.path().contains(PRODUCT_ID) || (content != null && content.contains(PRODUCT_ID));
    }

    /// The request for a product.
    Request request(byte[] id) {
        if (fixed != null) {
            return fixed;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        join(bytes, head, id);
        if (sendsLength) {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            join(content, body, id);
            bytes.writeBytes(ascii("Content-Length: " + content.size() + "\r\n\r\n"));
            bytes.writeBytes(content.toByteArray());
        } else {
            bytes.writeBytes(ascii("\r\n"));
        }
        return new Request(call, bytes.toByteArray(), repeatable, bodiless, check);
    }

    boolean isFixed() {
        return fixed != null;
    }

    private static void join(ByteArrayOutputStream into, List<byte[]> parts, byte[] id) {
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0) {
                into.writeBytes(id);
            }
            into.writeBytes(parts.get(i));
        }
    }

    private static List<byte[]> cut(String text) {
        List<byte[]> parts = new ArrayList<>();
        int from = 0;
        for (int at = text.indexOf(PRODUCT_ID); at >= 0; at = text.indexOf(PRODUCT_ID, from)) {
            parts.add(text.substring(from, at).getBytes(StandardCharsets.UTF_8));
            from = at + PRODUCT_ID.length();
        }
        parts.add(text.substring(from).getBytes(StandardCharsets.UTF_8));
        return parts;
    }

    private static String head(String method, LoadCall call, LoadPlan plan, Target target) {
        StringBuilder text = new StringBuilder(method)
                .append(' ')
                .append(target.basePath())
                .append(call.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.hostHeader())
                .append("\r\nUser-Agent: opsdeck-load\r\n");
        if (call.headers().keySet().stream().noneMatch("Accept"::equalsIgnoreCase)) {
            text.append("Accept: application/json\r\n");
        }
        // What is to be searched must be readable.
        if (call.contains() == null) {
            text.append("Accept-Encoding: gzip\r\n");
        }
        text.append("Opsdeck-Load-Run: ")
                .append(plan.runId())
                .append('.')
                .append(plan.signature())
                .append("\r\n");
        if (plan.token() != null) {
            text.append("Authorization: Bearer ").append(plan.token()).append("\r\n");
        }
        call.headers()
                .forEach((name, value) ->
                        text.append(name).append(": ").append(value).append("\r\n"));
        return text.toString();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
