package dev.opsdeck.server.alerts.delivery;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The address of a receiver. Its path, query and login are secret: whoever knows them may write to that channel.
///
/// @param uri   without the login
/// @param login `user:password`, sent as basic authentication; null: none
public record WebTarget(URI uri, @Nullable String login) {

    private static final int MAX_LENGTH = 2_000;

    /// Reads an address.
    ///
    /// @throws IllegalArgumentException with a sentence that does not repeat it
    public static WebTarget parse(String text) {
        String address = text.strip();
        if (address.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than " + MAX_LENGTH + " characters.");
        }
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (!scheme.equals("https") && !scheme.equals("http")) {
                throw new IllegalArgumentException("must start with https:// or http://.");
            }
            if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > 65_535) {
                throw new IllegalArgumentException("names no host: write it like https://host/path.");
            }
            return new WebTarget(withoutLogin(uri, scheme), uri.getUserInfo());
        } catch (URISyntaxException e) {
            // The cause would repeat the address.
            throw new IllegalArgumentException("is no address: write it like https://host/path.");
        }
    }

    /// Where it leads, for people: the path is left out.
    String label() {
        return uri.getScheme() + "://" + uri.getRawAuthority()
                + (uri.getRawPath().length() > 1 ? "/***" : "");
    }

    /// The value of the header `Authorization`; null: none.
    @Nullable
    String authorization() {
        return login == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    /// A text of a receiver, or of an exception, with everything secret taken out.
    String masked(String text) {
        String masked = text;
        for (String secret : new @Nullable String[] {
            uri.toString(), uri.getRawPath(), uri.getPath(), uri.getRawQuery(), uri.getQuery(), login
        }) {
            masked = Masks.without(masked, secret);
        }
        return Masks.withoutParts(masked, uri.getRawPath(), "/");
    }

    @Override
    public String toString() {
        return label();
    }

    private static URI withoutLogin(URI uri, String scheme) throws URISyntaxException {
        String host = uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new URI(scheme + "://" + host + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
    }
}
