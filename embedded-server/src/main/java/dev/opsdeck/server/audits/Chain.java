package dev.opsdeck.server.audits;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/// The hash chain of a node: each entry's hash covers all that it says and the hash before it, so that an entry
/// that is changed, taken out or put in between is noticed. What it cannot notice: the newest entries being taken
/// away, or the whole chain being written anew; for that the hashes are also in the log of actions and on every
/// exported report. Pure.
final class Chain {

    /// What stands before the first entry.
    static final String START = "";

    private Chain() {}

    /// SHA-256 over the hash before and the entry's fields, each with its length before it, in hex.
    static String hash(String before, Entry entry) {
        MessageDigest digest = sha256();
        List<String> fields = new ArrayList<>(List.of(
                before,
                entry.node(),
                Long.toString(entry.seq()),
                Long.toString(entry.report()),
                entry.type().name(),
                entry.kind().name(),
                Long.toString(entry.from().toEpochMilli()),
                Long.toString(entry.to().toEpochMilli()),
                Long.toString(entry.at().toEpochMilli()),
                entry.author(),
                entry.slot() == null ? "" : entry.slot(),
                entry.body()));
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /// What is wrong, by entry; nothing when all chains are whole.
    ///
    /// @param entries by node and place
    static Map<Entry, String> faults(List<Entry> entries) {
        Map<Entry, String> faults = new HashMap<>();
        String node = "";
        String before = START;
        long next = 1;
        for (Entry entry : entries) {
            if (!entry.node().equals(node)) {
                node = entry.node();
                before = START;
                next = 1;
            }
            if (entry.seq() != next) {
                faults.put(entry, "An entry before it is missing from the chain of " + node + ".");
            } else if (!hash(before, entry).equals(entry.hash())) {
                faults.put(
                        entry,
                        "It was changed after it was written, or the entry before it was replaced together with its"
                                + " hash.");
            }
            before = entry.hash();
            next = entry.seq() + 1;
        }
        return faults;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
