package dev.opsdeck.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of texts what must not be kept: values of parameters whose name says that they are secret, and what
/// looks like a token wherever it stands. Pure functions; they take any text.
public final class Secrets {

    static final String MASK = "***";

    private static final Set<String> NAMES =
            Set.of("key", "sig", "code", "pass", "pin", "otp", "jwt", "sid", "pw", "auth");
    private static final Set<String> PARTS = Set.of(
            "token",
            "secret",
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "authorization",
            "oauth",
            "signature",
            "apikey",
            "session",
            "credential",
            "accesskey",
            "privatekey",
            "cookie");

    /// `key=value` and `key: value` in a sentence, the key as above.
    private static final Pattern PAIR = Pattern.compile("([A-Za-z][A-Za-z0-9_.-]{1,40})(\\s?[=:]\\s?)([^\\s&;,)\"']+)");

    private static final Pattern BEARER = Pattern.compile("(?i)\\b(bearer|basic)\\s+[A-Za-z0-9._~+/=-]{6,}");

    /// A JSON web token.
    private static final Pattern WEB_TOKEN = Pattern.compile("\\beyJ[A-Za-z0-9_-]{4,}(\\.[A-Za-z0-9_-]*){0,4}");

    /// `user:password@` in an address.
    private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

    private Secrets() {}

    /// Path and query with the values of secret parameters masked; the separators stay as they are.
    public static String maskedUrl(String path, String query) {
        StringBuilder url = new StringBuilder(maskedPairs(path, false));
        if (!query.isEmpty()) {
            url.append('?').append(maskedPairs(query, true));
        }
        String noUser = USER_INFO.matcher(url).replaceAll("//" + MASK + "@");
        return WEB_TOKEN.matcher(noUser).replaceAll(MASK);
    }

    /// A sentence, such as the message of an exception.
    public static String maskedText(String text) {
        String noBearer = BEARER.matcher(text).replaceAll("$1 " + MASK);
        String noToken = WEB_TOKEN.matcher(noBearer).replaceAll(MASK);
        String noUser = USER_INFO.matcher(noToken).replaceAll("//" + MASK + "@");
        return maskedPairs(noUser);
    }

    /// Goes on behind the name of a pair that is not secret: its value may be an address with pairs of its own.
    private static String maskedPairs(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        Matcher pair = PAIR.matcher(text);
        int done = 0;
        while (pair.find(done)) {
            masked.append(text, done, pair.end(2));
            done = pair.end(2);
            if (secret(pair.group(1))) {
                masked.append(MASK);
                done = pair.end();
            }
        }
        return masked.append(text, done, text.length()).toString();
    }

    /// Whether a parameter of that name, percent-encoded or not, holds a secret.
    static boolean secret(String name) {
        String plain = decoded(name)
                .toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(".", "");
        return NAMES.contains(plain) || plain.endsWith("key") || PARTS.stream().anyMatch(plain::contains);
    }

    /// @param first whether a pair stands at the very beginning, as in a query; in a path only behind `;`
    private static String maskedPairs(String text, boolean first) {
        StringBuilder masked = new StringBuilder(text.length());
        boolean pair = first;
        int begin = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean end = i == text.length();
            char c = end ? '&' : text.charAt(i);
            if (end || c == ';' || (first && c == '&') || (!first && c == '/')) {
                String part = text.substring(begin, i);
                int equals = part.indexOf('=');
                boolean hide = pair && equals >= 0 && equals < part.length() - 1 && secret(part.substring(0, equals));
                masked.append(hide ? part.substring(0, equals + 1) + MASK : part);
                if (!end) {
                    masked.append(c);
                }
                pair = first || c == ';';
                begin = i + 1;
            }
        }
        return masked.toString();
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return name;
        }
    }
}
