package dev.opsdeck.server.redis;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.SetParams;

/// The Redis, which may go away at any time: whoever asks it gets an answer within [#TIMEOUT], or is told at once that
/// there is none. The first failure closes the way for everybody; a thread of its own asks every [#PROBE] whether it is
/// back. Thread-safe; whoever opened it closes it.
public final class Redis implements AutoCloseable {

    /// The longest that one call waits: for a connection of the pool, for a new one, for the answer.
    public static final Duration TIMEOUT = Duration.ofMillis(100);

    /// How often it is asked whether it is there.
    static final Duration PROBE = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(Redis.class);

    private static final int POOL_WAIT_MILLIS = 10;
    private static final int CONNECT_MILLIS = 45;
    private static final int READ_MILLIS = 45;
    private static final int MOST_CONNECTIONS = 32;
    private static final int MOST_OWED = 1_000;
    private static final String PROBE_KEY = "{opsdeck}:probe";

    private final RedisSettings settings;
    private final RedisClient client;
    private final AtomicBoolean up = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    /// What is to be said before anybody asks again.
    private final ArrayBlockingQueue<Consumer<UnifiedJedis>> owed = new ArrayBlockingQueue<>(MOST_OWED);

    private volatile @Nullable Subscription subscription;

    private Redis(RedisSettings settings) {
        this.settings = settings;
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(MOST_CONNECTIONS);
        pool.setMaxIdle(MOST_CONNECTIONS);
        pool.setMaxWait(Duration.ofMillis(POOL_WAIT_MILLIS));
        pool.setTestWhileIdle(false);
        pool.setJmxEnabled(false);
        this.client = RedisClient.builder()
                .hostAndPort(settings.address())
                .clientConfig(settings.client(CONNECT_MILLIS, READ_MILLIS))
                .poolConfig(pool)
                .build();
    }

    /// Opens it. One that is not there is no failure: it is used as soon as it comes.
    public static Redis open(RedisSettings settings) {
        Redis redis = new Redis(settings);
        redis.probe();
        if (!redis.available()) {
            LOG.warn("{} does not answer: going on without it until it does.", settings);
        }
        Thread.ofPlatform().daemon().name("opsdeck-redis").start(redis::watch);
        return redis;
    }

    /// Whether the latest call was answered.
    public boolean available() {
        return up.get();
    }

    /// Asks, unless it is known to be gone.
    ///
    /// @return `otherwise` when there is no answer
    public <T extends @Nullable Object> T call(Function<UnifiedJedis, T> question, T otherwise) {
        if (!up.get()) {
            return otherwise;
        }
        try {
            return question.apply(client);
        } catch (JedisException e) {
            gone(e);
            return otherwise;
        }
    }

    /// Has something said as soon as it answers, before it counts as [#available]: to take back a question to
    /// which nobody waits for the answer any more, as a frozen Redis answers it when it goes on. Never blocks.
    ///
    /// @return whether it will be; not when there is too much of it
    public boolean whenBack(Consumer<UnifiedJedis> said) {
        return owed.offer(said);
    }

    /// A sentence for anybody when it is gone; else null.
    public @Nullable String check() {
        return available() ? null : "Redis does not answer: the server is slower without it, and right.";
    }

    /// The client itself, for a library that asks on its own. Its [JedisException] must be told to [#gone].
    public UnifiedJedis client() {
        return client;
    }

    /// A call failed: from now on nobody waits for it.
    public void gone(RuntimeException reason) {
        if (up.compareAndSet(true, false) && closed.getCount() > 0) {
            LOG.warn("{} does not answer: going on without it. ({})", settings, reason.getMessage());
            Subscription listening = subscription;
            if (listening != null) {
                listening.interrupt();
            }
        }
    }

    /// Listens to a channel until this is closed; once only.
    ///
    /// @param heard told of every message and of every new beginning, on a thread of its own; must not block
    public void listen(String channel, Runnable heard) {
        Subscription listening = new Subscription(settings, channel, heard, closed);
        subscription = listening;
        listening.start();
    }

    /// Tells everybody who listens, this process too. Lost when there is no Redis.
    public void tell(String channel) {
        call(redis -> redis.publish(channel, ""), 0L);
    }

    private void watch() {
        try {
            while (!closed.await(PROBE.toMillis(), TimeUnit.MILLISECONDS)) {
                boolean before = available();
                probe();
                if (!before && available()) {
                    LOG.info("{} is back.", settings);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes, as one that is full or only a replica answers and is still of no use.
    private void probe() {
        boolean before = available();
        try {
            if (!before) {
                // Those from before its end would fail one after the other.
                client.getPool().clear();
            }
            client.set(PROBE_KEY, "", SetParams.setParams().px(PROBE.toMillis()));
            settle();
            up.set(true);
        } catch (JedisException e) {
            gone(e);
        }
    }

    /// What fails stays owed. Only one thread at a time settles.
    private void settle() {
        for (Consumer<UnifiedJedis> next = owed.peek(); next != null; next = owed.peek()) {
            next.accept(client);
            owed.remove();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Subscription listening = subscription;
        if (listening != null) {
            listening.interrupt();
        }
        client.close();
    }
}
