package dev.opsdeck.server;

import dev.opsdeck.server.alerts.delivery.AlertSettings;
import dev.opsdeck.server.audits.AuditSettings;
import dev.opsdeck.server.db.DatabaseSettings;
import dev.opsdeck.server.http.WireSettings;
import dev.opsdeck.server.profiles.ProfileSettings;
import dev.opsdeck.server.tracing.TracingSettings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything that a server is told before it starts.
///
/// @param bind          address to listen on
/// @param port          0 picks a free one
/// @param data          folder of the H2 file and of uploaded feeds
/// @param database      null: H2 in `data`
/// @param poolSize      most database connections at once
/// @param operatorToken may change things; a token, or `sha256:` and its hash; null: nobody may
/// @param viewerToken   may look; likewise
/// @param allowedHosts  names under which a proxy passes requests on to a loopback address
/// @param loadTargets   addresses that load runs may be sent to beside this server itself; embedded: any may
/// @param insecure      whether it may listen beyond loopback without TLS
/// @param embedded      whether it runs inside the console: its only operator is the person at this machine, who
///                      may sync from and put load on any address
/// @param privateFeeds  whether feeds may come from loopback and private addresses
/// @param analytics     how long events and figures are kept
/// @param wire          TLS and HTTP/2
/// @param traffic       Redis, proxies and limits
/// @param insight       how slow and failed requests are kept
/// @param tracing       what is traced, and where traces are sent
/// @param audits        when reports write themselves
/// @param alerts        when and where alerts are told
/// @param profiles      how this process is profiled
public record ServerSettings(
        String bind,
        int port,
        Path data,
        @Nullable DatabaseSettings database,
        int poolSize,
        @Nullable String operatorToken,
        @Nullable String viewerToken,
        Set<String> allowedHosts,
        Set<String> loadTargets,
        boolean insecure,
        boolean embedded,
        boolean privateFeeds,
        AnalyticsSettings analytics,
        WireSettings wire,
        TrafficSettings traffic,
        InsightSettings insight,
        TracingSettings tracing,
        AuditSettings audits,
        AlertSettings alerts,
        ProfileSettings profiles) {

    /// Pool size that suits one instance; see the README for more.
    public static final int DEFAULT_POOL_SIZE = 20;

    public ServerSettings {
        allowedHosts = Set.copyOf(allowedHosts);
        loadTargets = Set.copyOf(loadTargets);
    }

    /// Inside the console: loopback, a free port.
    public static ServerSettings embedded(Path data, String operatorToken) {
        return new ServerSettings(
                "127.0.0.1",
                0,
                data,
                null,
                DEFAULT_POOL_SIZE,
                operatorToken,
                null,
                Set.of(),
                Set.of(),
                false,
                true,
                true,
                AnalyticsSettings.DEFAULT,
                WireSettings.PLAIN,
                TrafficSettings.DEFAULT,
                InsightSettings.DEFAULT,
                TracingSettings.DEFAULT,
                AuditSettings.standard(),
                AlertSettings.DEFAULT,
                ProfileSettings.DEFAULT);
    }

    /// The same, with the channels that variables such as `OPSDECK_SLACK_WEBHOOK_URL` set up.
    ///
    /// @throws StartFailure with a sentence, if one of them is wrong
    public ServerSettings withAlertsFrom(Map<String, String> environment) {
        return new ServerSettings(
                bind,
                port,
                data,
                database,
                poolSize,
                operatorToken,
                viewerToken,
                allowedHosts,
                loadTargets,
                insecure,
                embedded,
                privateFeeds,
                analytics,
                wire,
                traffic,
                insight,
                tracing,
                audits,
                AlertOptions.from(environment),
                profiles);
    }

    /// Where the catalogue is kept.
    DatabaseSettings databaseOrFile() {
        return database == null ? DatabaseSettings.h2File(data, poolSize) : database;
    }

    /// Whether only this machine can reach it.
    boolean loopback() {
        try {
            return InetAddress.getByName(bind).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new StartFailure("The address '" + bind + "' is not known: use an address of this machine.", e);
        }
    }

    /// Never shows a token.
    @Override
    public String toString() {
        return "ServerSettings[" + bind + ":" + port + ", data=" + data + ", database=" + database + "]";
    }
}
