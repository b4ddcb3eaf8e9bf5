package dev.opsdeck.server.http;

import dev.opsdeck.server.http.Caller.Level;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Tokens and levels. As a filter it finds out who calls; as a guard of handlers it asks for a level. Keeps only hashes
/// of the tokens and compares them in constant time. Thread-safe.
public final class Access implements Filter {

    private static final String BEARER = "Bearer ";
    private static final String HASH_PREFIX = "sha256:";
    private static final int MAX_TOKEN = 512;

    private final byte @Nullable [] operatorHash;
    private final byte @Nullable [] viewerHash;
    private final TrustedProxies proxies;

    /// Each token as such, or as its hash from [#hashed].
    ///
    /// @param operatorToken null: nobody may change anything
    /// @param viewerToken   null: only the operator may look at `/ops`
    public Access(@Nullable String operatorToken, @Nullable String viewerToken) {
        this(operatorToken, viewerToken, TrustedProxies.NONE);
    }

    /// @param proxies whose word on the client's address is taken
    public Access(@Nullable String operatorToken, @Nullable String viewerToken, TrustedProxies proxies) {
        this.operatorHash = operatorToken == null ? null : known(operatorToken);
        this.viewerHash = viewerToken == null ? null : known(viewerToken);
        this.proxies = proxies;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
        req.context().register(identify(req));
        chain.proceed();
    }

    /// Who sent this request; the filter must have seen it.
    public static Caller caller(ServerRequest req) {
        return req.context()
                .get(Caller.class)
                .orElseThrow(() -> new IllegalStateException("the access filter is not in front of this route"));
    }

    /// Lets viewers and operators through.
    public Handler viewer(Handler handler) {
        return guard(Level.VIEWER, handler);
    }

    /// Lets operators through.
    public Handler operator(Handler handler) {
        return guard(Level.OPERATOR, handler);
    }

    private static Handler guard(Level needed, Handler handler) {
        return (req, res) -> {
            Caller caller = caller(req);
            if (caller.level().compareTo(needed) >= 0) {
                handler.handle(req, res);
                return;
            }
            if (caller.level() == Level.PUBLIC) {
                res.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
                throw ApiException.unauthorized(
                        "This needs a token of this server: send it as 'Authorization: Bearer ...'.");
            }
            throw ApiException.forbidden("A viewer may only look: use the operator token for this.");
        };
    }

    /// The address of the other side of the connection. That of one that broke off is `gone`: the streams of
    /// HTTP/2 go on for a moment then, and what Helidon has for it there is an exception.
    public static String peer(ServerRequest req) {
        return req.remotePeer().address() instanceof InetSocketAddress peer ? peer.getHostString() : "gone";
    }

    private static @Nullable String forwarded(ServerRequest req) {
        return req.headers().contains(HeaderNames.X_FORWARDED_FOR)
                ? String.join(
                        ",", req.headers().get(HeaderNames.X_FORWARDED_FOR).allValues())
                : null;
    }

    private Caller identify(ServerRequest req) {
        String address = proxies.client(peer(req), forwarded(req));
        if (!req.headers().contains(HeaderNames.AUTHORIZATION)) {
            return new Caller(Level.PUBLIC, address, address);
        }
        String header = req.headers().get(HeaderNames.AUTHORIZATION).get();
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length()) || header.length() > MAX_TOKEN) {
            return new Caller(Level.PUBLIC, address, address);
        }
        byte[] given = hash(header.substring(BEARER.length()).strip());
        boolean operator = operatorHash != null && MessageDigest.isEqual(given, operatorHash);
        boolean viewer = viewerHash != null && MessageDigest.isEqual(given, viewerHash);
        Level level = operator ? Level.OPERATOR : viewer ? Level.VIEWER : Level.PUBLIC;
        return new Caller(
                level, address, level == Level.PUBLIC ? address : HexFormat.of().formatHex(given, 0, 6));
    }

    /// The hash of a token as settings take it: `sha256:` and 64 hex digits.
    public static String hashed(String token) {
        return HASH_PREFIX + HexFormat.of().formatHex(hash(token));
    }

    private static byte[] known(String tokenOrHash) {
        return tokenOrHash.matches(HASH_PREFIX + "[0-9a-f]{64}")
                ? HexFormat.of().parseHex(tokenOrHash.substring(HASH_PREFIX.length()))
                : hash(tokenOrHash);
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
