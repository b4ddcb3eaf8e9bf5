package dev.opsdeck.server.profiles;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.server.db.DatabaseUnavailable;
import dev.opsdeck.server.http.ApiException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The profiles of this server, their rows and their files; of other servers the rows. Any thread; each profile is
/// made by one.
final class ProfileShelf {

    /// Profiles that are kept for each reason.
    static final int MOST = 20;

    /// Bytes of their files together.
    static final long MOST_BYTES = 200L << 20;

    private static final String DATABASE_GONE = "The database was gone when it was to be stored.";
    private static final Logger LOG = LoggerFactory.getLogger(ProfileShelf.class);

    /// Nothing that this process works on is without a sign for so long.
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ProfileRepository repository;
    private final ProfileFolder folder;
    private final InstantSource clock;
    private final Instant opened;

    /// The names of their files, without the ends.
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    ProfileShelf(ProfileRepository repository, ProfileFolder folder, InstantSource clock) {
        this.repository = repository;
        this.folder = folder;
        this.clock = clock;
        this.opened = clock.instant();
    }

    /// A place for a profile that begins now.
    Profile begin(ProfileReason reason, @Nullable String askedBy, @Nullable String alertId, int seconds) {
        long id = repository.insert(reason, askedBy, alertId, clock.instant(), seconds);
        underWay.add(Long.toString(id));
        return find(id).profile();
    }

    /// Where a recording may be written that has no number yet.
    Path early(String alertId) throws IOException {
        underWay.add(ProfileFolder.earlyName(alertId));
        return folder.early(alertId);
    }

    /// What was written there has its number, or is given up: what is left of it goes when this trims.
    void endEarly(String alertId) {
        underWay.remove(ProfileFolder.earlyName(alertId));
    }

    /// Makes a profile that has begun: records, reads, and puts it in its place. Never throws for what went wrong
    /// with it: the profile says it.
    ///
    /// @return why it failed; null when it is done
    @Nullable
    String make(long id, Recorded.Recorder recorder) {
        String failure;
        try {
            failure = attempt(id, recorder);
            if (failure != null) {
                repository.failed(id, failure);
            }
        } catch (DatabaseUnavailable gone) {
            LOG.warn("Profile {} could not be stored", id, gone);
            failure = DATABASE_GONE;
        } finally {
            underWay.remove(Long.toString(id));
        }
        return failure;
    }

    private @Nullable String attempt(long id, Recorded.Recorder recorder) {
        try {
            Path raw = folder.raw(id);
            Recorded recorded = recorder.record(raw);
            repository.recorded(id, recorded.began(), recorded.ended(), recorded.seconds());
            ProfileFigures figures = RecordingReader.read(raw, folder.part(id), recorded.sampler(), recorded.began());
            repository.done(id, figures, folder.finish(id));
            return null;
        } catch (IOException e) {
            LOG.warn("Profile {} failed", id, e);
            return "The recording could not be written or read (" + e.getMessage()
                    + "): see that the data folder and the folder for temporary files have room and may be written.";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "The server was shut down.";
        } catch (DatabaseUnavailable gone) {
            throw gone;
        } catch (RuntimeException e) {
            LOG.error("Profile {} failed", id, e);
            return "The profile broke off because of an error of the server; its log says more.";
        } finally {
            deleteParts(id);
        }
    }

    /// Newest first, of all servers.
    Page<Profile> list(int limit) {
        return new Page<>(repository.list(limit), repository.count(), null);
    }

    ProfileDetail find(long id) {
        return repository
                .find(id)
                .orElseThrow(() -> ApiException.notFound("There is no profile of that number any more: the last " + MOST
                        + " for each reason are kept."));
    }

    /// The file of a profile.
    Path file(long id) {
        Profile profile = find(id).profile();
        if (profile.fileBytes() == 0) {
            throw ApiException.notFound("Profile " + id + " has no file"
                    + (profile.state() == ProfileState.FAILED ? ", because it failed." : " yet: it is not done."));
        }
        if (!isHere(profile)) {
            throw ApiException.notFound(
                    "The file of profile " + id + " lies on the server " + profile.node() + ": ask that one.");
        }
        return folder.find(id)
                .orElseThrow(() -> ApiException.notFound(
                        "The file of profile " + id + " has been deleted from the data folder of this server."));
    }

    /// Whether this server made it.
    boolean isHere(Profile profile) {
        return profile.node().equals(repository.node());
    }

    /// Forgets a profile that is over. The file of another server's goes when that one trims.
    void delete(long id) {
        repository.delete(id);
        try {
            folder.delete(id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says of what a process left in the middle that it failed, forgets what is too much, and deletes what no row
    /// knows. Called now and then, by a thread that may wait.
    void trim() {
        Map<ProfileReason, Integer> seen = new EnumMap<>(ProfileReason.class);
        Set<Long> known = new HashSet<>();
        long bytes = 0;
        for (Profile profile : repository.own()) {
            boolean over = profile.state() == ProfileState.DONE || profile.state() == ProfileState.FAILED;
            if (!over && lost(profile)) {
                boolean before = profile.beganAt().isBefore(opened);
                repository.failed(profile.id(), before ? "The server ended while it ran." : DATABASE_GONE);
            }
            bytes += profile.fileBytes();
            int number = seen.merge(profile.reason(), 1, Integer::sum);
            if (over && (number > MOST || bytes > MOST_BYTES)) {
                repository.delete(profile.id());
            } else {
                known.add(profile.id());
            }
        }
        try {
            folder.sweep(underWay);
            for (long file : folder.files().keySet()) {
                if (!known.contains(file) && !isUnderWay(file)) {
                    folder.delete(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("Files of old profiles could not be deleted", e);
        }
    }

    private boolean isUnderWay(long id) {
        return underWay.contains(Long.toString(id));
    }

    private boolean lost(Profile profile) {
        return !isUnderWay(profile.id())
                && (profile.beganAt().isBefore(opened)
                        || profile.beganAt().isBefore(clock.instant().minus(PATIENCE)));
    }

    private void deleteParts(long id) {
        try {
            folder.deleteParts(id);
        } catch (IOException e) {
            LOG.warn("Parts of profile {} could not be deleted", id, e);
        }
    }
}
