package dev.opsdeck.server.redis;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisException;

/// Listens to one channel on a thread and a connection of its own, and connects again after every end of it. What was
/// said in between is lost, so a new beginning counts as a message.
final class Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private static final int CONNECT_MILLIS = 1_000;
    private static final int FOR_EVER = 0;
    private static final long PAUSE_MILLIS = 250;

    private final RedisSettings settings;
    private final String channel;
    private final Runnable heard;
    private final CountDownLatch closed;
    private volatile @Nullable Jedis connection;

    /// @param closed the end: no connection is made after it
    Subscription(RedisSettings settings, String channel, Runnable heard, CountDownLatch closed) {
        this.settings = settings;
        this.channel = channel;
        this.heard = heard;
        this.closed = closed;
    }

    void start() {
        Thread.ofPlatform().daemon().name("opsdeck-redis-news").start(this::run);
    }

    /// Cuts the connection: one that hangs would not notice by itself. Any thread.
    void interrupt() {
        Jedis cut = connection;
        if (cut != null) {
            try {
                cut.disconnect();
            } catch (JedisException e) {
                LOG.debug("The connection was cut already", e);
            }
        }
    }

    private void run() {
        try {
            do {
                listen();
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (Jedis jedis = new Jedis(settings.address(), settings.client(CONNECT_MILLIS, FOR_EVER))) {
            connection = jedis;
            if (closed.getCount() > 0) {
                jedis.subscribe(new News(), channel);
            }
        } catch (JedisException e) {
            LOG.debug("The channel {} broke off", channel, e);
        } finally {
            connection = null;
        }
    }

    private final class News extends JedisPubSub {

        @Override
        public void onSubscribe(String name, int channels) {
            heard.run();
        }

        @Override
        public void onMessage(String name, String message) {
            heard.run();
        }
    }
}
