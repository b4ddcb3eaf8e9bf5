package dev.opsdeck.server.loadrun;

import dev.opsdeck.server.db.Database;
import dev.opsdeck.server.http.ApiException;
import dev.opsdeck.server.loadrun.ClaimRepository.Claim;
import dev.opsdeck.server.loadrun.ClaimRepository.Holder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Sees to it that a server is under the load of one run at a time, whichever of the servers that share the database
/// makes it. A claim ends with its run, and by itself when its process gives no sign of life. Thread-safe.
final class Claims {

    /// A running run that was silent for so long has lost its process.
    static final Duration SILENT = Duration.ofSeconds(30);

    /// How often [#beat] should be called.
    static final Duration BEAT = Duration.ofSeconds(5);

    private static final String LOST = "The server that made this run ended while it was under way, or gave no sign of"
            + " life for " + SILENT.toSeconds() + " s.";

    private final ClaimRepository repository;
    private final String node;
    private final String machine;
    private final InstantSource clock;

    /// @param node    which server this is
    /// @param machine on which it runs
    Claims(Database database, String node, String machine, InstantSource clock) {
        this.repository = new ClaimRepository(database);
        this.node = node;
        this.machine = machine;
        this.clock = clock;
    }

    /// Begins a run in the database; its id.
    ///
    /// @param own whether this server puts load on itself
    /// @throws ApiException 409 while another run puts load on that server
    long take(RunOrder order, String target, boolean own, String actor, Instant now) {
        Claim claim = new Claim(Targets.server(target, machine), node, actor);
        if (repository.holder(claim.server()) != null) {
            failLost(SILENT);
        }
        Holder holder = repository.holder(claim.server());
        // A run that is refused takes no number; between two that begin at once the unique key decides.
        Long id = holder == null ? repository.insert(order, target, own ? node : null, claim, now) : null;
        if (id == null) {
            throw ApiException.conflict(underWay(holder == null ? repository.holder(claim.server()) : holder, target));
        }
        return id;
    }

    /// These runs live.
    void beat(Collection<Long> ids) {
        if (!ids.isEmpty()) {
            repository.beat(ids, clock.instant());
        }
    }

    /// Running runs that nobody has seen for so long become failed, and their claims end.
    void failLost(Duration silent) {
        Instant now = clock.instant();
        repository.failUnseenSince(now.minus(silent), now, LOST);
    }

    /// Why a run that this process does not make cannot be stopped here.
    String elsewhere(long id) {
        Holder holder = repository.holder(id);
        return holder == null
                ? "Load run " + id + " has ended already."
                : "Load run " + id + " is made by " + holder.runBy() + ", which shares this server's database: stop it"
                        + " there.";
    }

    private String underWay(@Nullable Holder holder, String target) {
        if (holder == null) {
            return "A load run of " + target + " has ended this moment: start yours again.";
        }
        boolean here = holder.runBy().equals(node);
        return "Load run " + holder.id() + " of " + holder.target() + " is under way since "
                + holder.startedAt().truncatedTo(ChronoUnit.SECONDS) + ", started by " + holder.startedBy()
                + (here ? "" : " on " + holder.runBy()) + ": wait for its end, or stop it "
                + (here ? "first" : "there") + " (Stop, or DELETE /ops/load-runs/" + holder.id() + ").";
    }
}
