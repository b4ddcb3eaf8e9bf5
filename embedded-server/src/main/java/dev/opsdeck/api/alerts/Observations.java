package dev.opsdeck.api.alerts;

import dev.opsdeck.api.InvalidField;
import java.util.List;

/// What a console saw of its remote servers, at most 100 at a time.
public record Observations(List<Observation> servers) {

    /// Most that are taken at a time.
    public static final int MOST = 100;

    public Observations {
        if (servers == null || servers.size() > MOST) {
            throw new InvalidField("servers", "'servers' must be a list of at most " + MOST + ".");
        }
        servers = List.copyOf(servers);
    }
}
