package dev.opsdeck.server.alerts.delivery;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Mail to people.
///
/// @param from    an address, also with a name
/// @param to      at least one address
/// @param dailyAt when the summary of a day goes out; null: never
/// @param zone    of that time, and of times in mails
/// @param single  which alerts get a mail of their own
public record MailSettings(
        Smtp smtp, String from, List<String> to, @Nullable LocalTime dailyAt, ZoneId zone, Single single) {

    /// Which alerts get a mail of their own.
    public enum Single {
        NONE,
        CRITICAL,
        ALL
    }

    /// @throws IllegalArgumentException with a sentence that names the option
    public MailSettings {
        address("--mail-from", from);
        to = List.copyOf(to);
        to.forEach(address -> address("--mail-to", address));
        if (to.isEmpty()) {
            throw new IllegalArgumentException("--mail-to is missing: give the addresses that mails go to.");
        }
        if (dailyAt == null && single == Single.NONE) {
            throw new IllegalArgumentException(
                    "With --mail-daily-at off and --mail-alerts none no mail would ever be sent: set one of them.");
        }
    }

    /// The addresses of a list with commas.
    ///
    /// @throws IllegalArgumentException with a sentence that names the option
    public static List<String> addresses(String text) {
        checkCharacters("--mail-to", text);
        try {
            return Stream.of(InternetAddress.parse(text, true))
                    .map(InternetAddress::toString)
                    .toList();
        } catch (AddressException e) {
            throw new IllegalArgumentException("--mail-to: " + e.getMessage() + ".", e);
        }
    }

    private static void address(String option, String text) {
        checkCharacters(option, text);
        try {
            new InternetAddress(text, true).validate();
        } catch (AddressException e) {
            throw new IllegalArgumentException(option + ": '" + text + "' is no mail address.", e);
        }
    }

    private static void checkCharacters(String option, String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(option + " contains a line break or another control character.");
        }
    }

    /// How the line to the mail server is kept secret.
    public enum Tls {
        /// From the first byte on.
        IMPLICIT,
        /// From the command STARTTLS on, without which nothing is sent.
        STARTTLS,
        /// Not at all.
        NONE
    }

    /// The mail server.
    ///
    /// @param user null: it asks for none
    public record Smtp(
            String host,
            int port,
            Tls tls,
            @Nullable String user,
            @Nullable String password) {

        /// Reads `smtps://user:password@host:465`, `smtp://host:587` (STARTTLS) or `smtp://host:25?tls=none`.
        ///
        /// @throws IllegalArgumentException with a sentence that does not repeat it
        public static Smtp parse(String text) {
            URI uri = uri(text.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean implicit = scheme.equals("smtps");
            if (!implicit && !scheme.equals("smtp")) {
                throw new IllegalArgumentException("must start with smtps:// or smtp://.");
            }
            if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
                throw new IllegalArgumentException("names no host: write it like smtps://user:password@host.");
            }
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            if (!query.isEmpty() && (implicit || !query.equals("tls=none"))) {
                throw new IllegalArgumentException("may end with ?tls=none only, and only with smtp://.");
            }
            String[] login = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            int usual = implicit ? 465 : 587;
            return new Smtp(
                    uri.getHost(),
                    uri.getPort() < 0 ? usual : uri.getPort(),
                    implicit ? Tls.IMPLICIT : query.isEmpty() ? Tls.STARTTLS : Tls.NONE,
                    login.length == 0 ? null : decoded(login[0]),
                    login.length < 2 ? null : decoded(login[1]));
        }

        /// Where it leads, for people.
        String label() {
            return (tls == Tls.IMPLICIT ? "smtps" : "smtp") + "://" + host + ":" + port;
        }

        @Override
        public String toString() {
            return label();
        }

        private static URI uri(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                // The cause would repeat the password.
                throw new IllegalArgumentException(
                        "is no address: write it like smtps://user:password@host, and characters such as @ or % in"
                                + " user and password as %40 or %25.");
            }
        }

        private static String decoded(String part) {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
