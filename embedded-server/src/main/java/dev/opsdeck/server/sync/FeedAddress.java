package dev.opsdeck.server.sync;

import dev.opsdeck.api.InvalidField;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Addresses of feeds: what is allowed as one, and how it is shown. Stateless.
final class FeedAddress {

    private static final String STARS = "***";
    private static final Pattern USER = Pattern.compile("(?i)^([a-z][a-z0-9+.-]*://)[^/?#]*@");
    private static final Pattern PARAMETER = Pattern.compile("(?i)([?&;])([^=&;#]*)=([^&;#]*)");
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(token|key|secret|pass|pwd|auth|sig|hash|credential|session|code).*");
    /// `/apikey/VALUE/`, as Awin writes it.
    private static final Pattern NAMED_SEGMENT =
            Pattern.compile("(?i)/(api[-_]?key|key|token|access[-_]?token|auth|secret|password|pass)/[^/?#]+");
    /// A long segment of letters and digits alone is a key and no name.
    private static final Pattern KEY_SEGMENT =
            Pattern.compile("/(?=[A-Za-z_]*[0-9])(?=[0-9_]*[A-Za-z])[A-Za-z0-9_]{20,}(?=[/?#]|$)");

    private FeedAddress() {}

    /// Whether it is one of the kinds of address that a source may have.
    ///
    /// @throws InvalidField if not
    static void check(String url) {
        if (url.startsWith(FeedFolder.SCHEME)) {
            FeedFolder.checkName(url.substring(FeedFolder.SCHEME.length()));
            return;
        }
        if (web(url) == null) {
            throw new InvalidField(
                    "url", "'url' must be an http or https address, or file:NAME for a file in the feed folder.");
        }
    }

    /// The parsed http or https address, or null if it is none.
    static @org.jspecify.annotations.Nullable URI web(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean ok = (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getPort() != 0
                    && uri.getPort() <= 65_535;
            return ok ? uri : null;
        } catch (URISyntaxException e) {
            // Said by the result.
            return null;
        }
    }

    /// The address without what must not be seen: user, fragment, secret parameters and keys in the path.
    static String masked(String url) {
        String shown = USER.matcher(url).replaceFirst(m -> m.group(1) + STARS + "@");
        int fragment = shown.indexOf('#');
        shown = fragment < 0 ? shown : shown.substring(0, fragment);
        int query = shown.indexOf('?');
        String path = query < 0 ? shown : shown.substring(0, query);
        String parameters = query < 0 ? "" : shown.substring(query);
        if (!path.startsWith(FeedFolder.SCHEME)) {
            path = NAMED_SEGMENT.matcher(path).replaceAll(m -> "/" + m.group(1) + "/" + STARS);
            path = KEY_SEGMENT.matcher(path).replaceAll("/" + STARS);
        }
        return path + PARAMETER.matcher(parameters).replaceAll(FeedAddress::maskedParameter);
    }

    private static String maskedParameter(MatchResult parameter) {
        boolean secret = SECRET_NAME.matcher(parameter.group(2)).matches()
                || KEY_SEGMENT.matcher("/" + parameter.group(3)).matches();
        return parameter.group(1) + java.util.regex.Matcher.quoteReplacement(parameter.group(2)) + "="
                + (secret ? STARS : java.util.regex.Matcher.quoteReplacement(parameter.group(3)));
    }
}
