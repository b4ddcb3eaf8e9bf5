package dev.opsdeck.server.cache;

import java.security.SecureRandom;
import java.util.HexFormat;

/// A name for the state of what a scope's values were read from; drawn at random, never used again. Compared by
/// identity: within a process there is one object for each that is in force.
final class Stamp {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String text;
    private final boolean known;

    private Stamp(String text, boolean known) {
        this.text = text;
        this.known = known;
    }

    /// One that all instances agree on.
    static Stamp known(String text) {
        return new Stamp(text, true);
    }

    /// One that stays in this process, until all agree on another. It has no name, which is like none that was drawn.
    static Stamp provisional() {
        return new Stamp("", false);
    }

    /// 96 random bits: two drawn by any instances never meet.
    static String draw() {
        byte[] bits = new byte[12];
        RANDOM.nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    String text() {
        return text;
    }

    /// Whether values read under it may be shared with other instances.
    boolean known() {
        return known;
    }
}
