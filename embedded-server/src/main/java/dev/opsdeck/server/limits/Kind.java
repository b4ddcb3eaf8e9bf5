package dev.opsdeck.server.limits;

import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.http.Caller.Level;
import dev.opsdeck.server.limits.LimitSettings.Rate;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which limit a request counts against.
enum Kind {
    READS,
    SYNC,
    OPERATIONS,
    OTHER;

    private static final String PRODUCTS = "/products";
    private static final String SYNCS = "/products/sync";
    private static final String SOURCES = "/products/sources";
    private static final Set<String> FREE = Set.of("/health", "/health/live", "/health/ready");

    /// @return null for what is never limited
    static @Nullable Kind of(String method, String path, Caller caller) {
        if (FREE.contains(path)) {
            return null;
        }
        if (method.equals("POST") && (path.equals(SYNCS) || path.equals(SYNCS + "/"))) {
            return SYNC;
        }
        if (caller.level() != Level.PUBLIC) {
            return OPERATIONS;
        }
        boolean read = method.equals("GET") || method.equals("HEAD");
        return read && under(path, PRODUCTS) && !under(path, SYNCS) && !under(path, SOURCES) ? READS : OTHER;
    }

    @Nullable
    Rate rate(LimitSettings settings) {
        return switch (this) {
            case READS -> settings.reads();
            case SYNC -> settings.sync();
            case OPERATIONS -> settings.operations();
            case OTHER -> settings.other();
        };
    }

    /// As headers name it.
    String label() {
        return this == OTHER ? "default" : name().toLowerCase(Locale.ROOT);
    }

    private static boolean under(String path, String root) {
        return path.startsWith(root) && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }
}
