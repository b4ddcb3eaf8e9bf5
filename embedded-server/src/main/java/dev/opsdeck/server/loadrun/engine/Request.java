package dev.opsdeck.server.loadrun.engine;

import java.io.IOException;
import java.io.OutputStream;

/// One request as it goes over the wire. Immutable.
final class Request {

    private final int call;
    private final byte[] bytes;
    private final boolean repeatable;
    private final boolean bodiless;
    private final Check check;

    /// @param call       which call of the mix it is
    /// @param bytes      request line, headers and body, not written to any more
    /// @param repeatable whether it may be sent again when a kept connection was closed (RFC 9110, 9.2.2)
    /// @param bodiless   whether the answer has no body whatever its headers say (HEAD)
    Request(int call, byte[] bytes, boolean repeatable, boolean bodiless, Check check) {
        this.call = call;
        this.bytes = bytes;
        this.repeatable = repeatable;
        this.bodiless = bodiless;
        this.check = check;
    }

    int call() {
        return call;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
    }

    /// What its answer must be like.
    Check check() {
        return check;
    }

    boolean repeatable() {
        return repeatable;
    }

    boolean bodiless() {
        return bodiless;
    }
}
