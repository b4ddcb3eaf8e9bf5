package dev.opsdeck.server.loadrun.engine;

import java.io.IOException;

/// A request that got no answer, with the kind under which it is counted. Made by the connection, once per failure.
final class CallFailure extends IOException {

    static final String CONNECT = "connect";
    static final String TLS = "tls";
    static final String TIMEOUT = "timeout";
    static final String IO = "io";

    private static final long serialVersionUID = 1L;

    private final String kind;

    CallFailure(String kind, IOException cause) {
        super(cause.getMessage(), cause);
        this.kind = kind;
    }

    String kind() {
        return kind;
    }
}
