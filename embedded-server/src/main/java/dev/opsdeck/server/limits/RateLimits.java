package dev.opsdeck.server.limits;

import dev.opsdeck.server.http.Access;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.http.Caller;
import dev.opsdeck.server.http.Caller.Level;
import dev.opsdeck.server.limits.LimitSettings.Rate;
import dev.opsdeck.server.redis.Redis;
import io.github.bucket4j.ConsumptionProbe;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refuses clients that ask too often, before anything is done for them: 429 with `Retry-After`. Every answer
/// that was counted says by `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10) what is
/// left. A client is its token, or its address, or its network of IPv6 addresses (/64). The filter behind
/// [Access]. Thread-safe.
///
/// Free are: health; requests of this process's load runs; an operator who says that it is a load run of another
/// process; and, inside the console, the operator.
public final class RateLimits implements Filter {

    private static final Logger LOG = LoggerFactory.getLogger(RateLimits.class);

    private static final HeaderName LOAD_RUN = HeaderNames.create("Opsdeck-Load-Run");
    private static final HeaderName LEFT = HeaderNames.create("RateLimit");

    private final Map<Kind, Limit> limits = new EnumMap<>(Kind.class);
    private final boolean operatorIsFree;
    private final Predicate<String> ownLoadRun;
    private final LongAdder refused = new LongAdder();
    private final AtomicBoolean hinted = new AtomicBoolean();

    /// @param operatorIsFree whether the operator sits at this machine
    /// @param ownLoadRun     whether the value of the header `Opsdeck-Load-Run` was signed by this process
    /// @param redis          where instances count together; null, or out of reach: each for itself
    public RateLimits(
            LimitSettings settings,
            boolean operatorIsFree,
            Predicate<String> ownLoadRun,
            LongSupplier nanos,
            @Nullable Redis redis) {
        this.operatorIsFree = operatorIsFree;
        this.ownLoadRun = ownLoadRun;
        SharedBuckets shared = redis == null ? null : new SharedBuckets(redis);
        for (Kind kind : Kind.values()) {
            Rate rate = kind.rate(settings);
            if (rate != null) {
                limits.put(kind, new Limit(kind, rate, nanos, shared));
            }
        }
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
        Caller caller = Access.caller(req);
        Kind kind = Kind.of(req.prologue().method().text(), req.path().path(), caller);
        Limit limit = kind == null ? null : limits.get(kind);
        if (limit != null && !free(req, caller)) {
            count(req, res, limit, caller);
        }
        chain.proceed();
    }

    /// Requests refused since the start.
    public long refused() {
        return refused.sum();
    }

    private void count(RoutingRequest req, RoutingResponse res, Limit limit, Caller caller) {
        ConsumptionProbe probe = limit.take(client(caller));
        res.headers().set(limit.policy());
        res.headers().set(LEFT, limit.left(probe));
        if (!probe.isConsumed()) {
            refused.increment();
            hint(req);
            res.headers().set(HeaderNames.RETRY_AFTER, Long.toString(limit.retryAfter(probe)));
            throw ApiException.tooManyRequests(limit.refusal(probe));
        }
    }

    private boolean free(RoutingRequest req, Caller caller) {
        boolean operator = caller.level() == Level.OPERATOR;
        if (operator && operatorIsFree) {
            return true;
        }
        if (!req.headers().contains(LOAD_RUN)) {
            return false;
        }
        return operator || ownLoadRun.test(req.headers().get(LOAD_RUN).get());
    }

    /// Behind a proxy that is not known as one, all its clients are one.
    private void hint(RoutingRequest req) {
        String peer = Access.peer(req);
        if (req.headers().contains(HeaderNames.X_FORWARDED_FOR)
                && Access.caller(req).address().equals(peer)
                && hinted.compareAndSet(false, true)) {
            LOG.warn(
                    "Requests from {} are limited together although they name other clients: if it is your proxy, say"
                            + " --trusted-proxies {}.",
                    peer,
                    peer);
        }
    }

    private static String client(Caller caller) {
        String client = caller.client();
        return client.indexOf(':') < 0 ? client : Networks.of(client);
    }
}
