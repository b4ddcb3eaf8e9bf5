package dev.opsdeck.server.loadrun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs the ids of this process's runs, so that nobody else can have his requests taken for those of a load run:
/// hex HMAC-SHA256 (RFC 2104) under a key that is drawn at start and never leaves the process. Thread-safe.
final class LoadSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LONGEST_MARK = 128;

    private final SecretKeySpec key;
    private volatile String known = "";

    LoadSignature(SecureRandom random) {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = new SecretKeySpec(secret, ALGORITHM);
    }

    String of(String runId) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(runId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA256", e);
        }
    }

    /// Whether a mark `<runId>.<signature>` was signed here. Asked for every request of a run, so the latest mark that
    /// was good is remembered.
    boolean isOwn(String mark) {
        if (same(known, mark)) {
            return true;
        }
        int dot = mark.indexOf('.');
        if (dot <= 0 || mark.length() > LONGEST_MARK || !same(of(mark.substring(0, dot)), mark.substring(dot + 1))) {
            return false;
        }
        known = mark;
        return true;
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
