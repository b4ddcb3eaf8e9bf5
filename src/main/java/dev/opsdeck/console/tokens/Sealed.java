package dev.opsdeck.console.tokens;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// The bytes of the file of tokens: AES-256-GCM under a key of PBKDF2-HMAC-SHA256. A head in clear (format, iterations,
/// salt), which both boxes authenticate; a box that only proves the passphrase; the box of the tokens. So a wrong
/// passphrase and a damaged file are told apart. Pure but for the randomness.
final class Sealed {

    /// OWASP's advice of 2023 for PBKDF2-HMAC-SHA256.
    static final int ITERATIONS = 600_000;

    private static final int MAX_ITERATIONS = 20_000_000;
    private static final byte[] FORMAT = "OPSDECK TOKENS 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int HEAD = FORMAT.length + Integer.BYTES + SALT;
    private static final byte[] PROOF = "the passphrase".getBytes(StandardCharsets.US_ASCII);
    private static final int PROOF_BOX = NONCE + PROOF.length + TAG;

    private Sealed() {}

    /// A key and the head that tells how it was made.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Lock(byte[] head, SecretKey key) {
        @Override
        public String toString() {
            return "Lock";
        }
    }

    /// The passphrase is not that of the file.
    static final class WrongPassphrase extends Exception {
        private static final long serialVersionUID = 1;
    }

    /// The file is not as it was written.
    static final class Damaged extends Exception {
        private static final long serialVersionUID = 1;

        Damaged(String what) {
            super(what);
        }
    }

    /// A new lock with a salt of its own. Takes about half a second.
    static Lock lock(char[] passphrase, int iterations, SecureRandom random) {
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] head = java.nio.ByteBuffer.allocate(HEAD)
                .put(FORMAT)
                .putInt(iterations)
                .put(salt)
                .array();
        return new Lock(head, key(passphrase, iterations, salt));
    }

    /// The lock of a file. Takes about half a second.
    static Lock lockOf(byte[] file, char[] passphrase) throws WrongPassphrase, Damaged {
        if (file.length < HEAD + PROOF_BOX + NONCE + TAG
                || !Arrays.equals(Arrays.copyOf(file, FORMAT.length), FORMAT)) {
            throw new Damaged("it does not begin as such a file does");
        }
        byte[] head = Arrays.copyOf(file, HEAD);
        int iterations = java.nio.ByteBuffer.wrap(head).getInt(FORMAT.length);
        if (iterations < 1 || iterations > MAX_ITERATIONS) {
            throw new Damaged("its number of iterations cannot be");
        }
        Lock lock = new Lock(head, key(passphrase, iterations, Arrays.copyOfRange(head, HEAD - SALT, HEAD)));
        try {
            open(lock, Arrays.copyOfRange(file, HEAD, HEAD + PROOF_BOX));
        } catch (AEADBadTagException e) {
            throw new WrongPassphrase();
        }
        return lock;
    }

    /// The whole file; every box has a new nonce.
    static byte[] seal(Lock lock, Map<String, String> tokens, SecureRandom random) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(lock.head());
        file.writeBytes(close(lock, PROOF, random));
        file.writeBytes(close(lock, text(tokens), random));
        return file.toByteArray();
    }

    static Map<String, String> open(byte[] file, Lock lock) throws Damaged {
        try {
            return tokens(open(lock, Arrays.copyOfRange(file, HEAD + PROOF_BOX, file.length)));
        } catch (AEADBadTagException | IOException e) {
            throw new Damaged("its tokens do not match their seal");
        }
    }

    private static SecretKey key(char[] passphrase, int iterations, byte[] salt) {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, 256);
        try {
            byte[] key = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            return new SecretKeySpec(key, "AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has PBKDF2 with SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] close(Lock lock, byte[] text, SecureRandom random) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] box = cipher(Cipher.ENCRYPT_MODE, lock, nonce).doFinal(text);
            byte[] all = Arrays.copyOf(nonce, NONCE + box.length);
            System.arraycopy(box, 0, all, NONCE, box.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES in GCM", e);
        }
    }

    private static byte[] open(Lock lock, byte[] box) throws AEADBadTagException {
        try {
            return cipher(Cipher.DECRYPT_MODE, lock, Arrays.copyOf(box, NONCE)).doFinal(box, NONCE, box.length - NONCE);
        } catch (AEADBadTagException e) {
            throw e;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has AES in GCM", e);
        }
    }

    private static Cipher cipher(int mode, Lock lock, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, lock.key(), new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(lock.head());
        return cipher;
    }

    private static byte[] text(Map<String, String> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(tokens.size());
            for (Map.Entry<String, String> token : new TreeMap<>(tokens).entrySet()) {
                out.writeUTF(token.getKey());
                out.writeUTF(token.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static Map<String, String> tokens(byte[] text) throws IOException {
        Map<String, String> tokens = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(text))) {
            for (int left = in.readInt(); left > 0; left--) {
                tokens.put(in.readUTF(), in.readUTF());
            }
        }
        return tokens;
    }
}
