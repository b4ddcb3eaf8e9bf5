package dev.opsdeck.server.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/// Where the Redis is.
///
/// @param tls      whether to speak TLS
/// @param user     null for the default user
/// @param password null when it wants none
/// @param database number of its logical database
/// @param trusted  who signs its certificate; null for the authorities that Java trusts
public record RedisSettings(
        boolean tls,
        String host,
        int port,
        @Nullable String user,
        @Nullable String password,
        int database,
        @Nullable Authorities trusted) {

    private static final int DEFAULT_PORT = 6379;

    /// Reads `redis://[user:password@]host[:port][/database]`; `rediss://` with TLS, for which the certificate
    /// must be of an authority that Java trusts.
    ///
    /// @throws IllegalArgumentException with a sentence for the user that does not repeat the password
    public static RedisSettings parse(String url) {
        return parse(url, null);
    }

    /// As [#parse(String)], and with TLS only the certificates in a file are believed.
    ///
    /// @param authorities PEM file of one or more certificates; null for those that Java trusts
    public static RedisSettings parse(String url, @Nullable Path authorities) {
        Authorities trusted = authorities == null ? null : Authorities.read(authorities);
        try {
            URI uri = new URI(url.strip());
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            if (host == null || !(scheme.equals("redis") || scheme.equals("rediss"))) {
                throw unusable();
            }
            String login = uri.getRawUserInfo();
            int colon = login == null ? -1 : login.indexOf(':');
            String path = uri.getRawPath() == null ? "" : uri.getRawPath();
            return new RedisSettings(
                    scheme.equals("rediss"),
                    host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                    uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
                    login == null || colon <= 0 ? null : decoded(login.substring(0, colon)),
                    login == null ? null : decoded(login.substring(colon + 1)),
                    path.length() > 1 ? Integer.parseUnsignedInt(path.substring(1)) : 0,
                    trusted);
        } catch (URISyntaxException | NumberFormatException e) {
            // What these say would repeat the address and its password.
            throw unusable();
        }
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "The address of Redis must look like redis://host:6379 or rediss://user:password@host:6379/0.");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    HostAndPort address() {
        return new HostAndPort(host, port);
    }

    /// @param readMillis how long to wait for an answer; 0 for ever
    DefaultJedisClientConfig client(int connectMillis, int readMillis) {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder();
        if (tls) {
            SslOptions.Builder options = SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL);
            client.sslOptions((trusted == null ? options : trusted.in(options)).build());
        }
        return client.resp2()
                .user(user)
                .password(password)
                .database(database)
                .connectionTimeoutMillis(connectMillis)
                .socketTimeoutMillis(readMillis)
                // Nobody needs it, and it would be two more questions on every new connection.
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .build();
    }

    /// Never shows the password.
    @Override
    public String toString() {
        return (tls ? "rediss://" : "redis://")
                + (password == null ? "" : (user == null ? "" : user) + ":***@")
                + host + ":" + port + "/" + database;
    }
}
