package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileShare;
import dev.opsdeck.console.ui.Formats;
import java.util.List;
import java.util.Map;

/// What an opened profile shows.
///
/// @param sentence why it shows nothing; empty when it does
record ProfileView(long id, String sentence, List<ProfileMethod> methods, Map<Part, List<ProfileLine>> others) {

    static final ProfileView NONE = new ProfileView(0, "", List.of(), Map.of());

    /// What of it is looked at.
    enum Part {
        METHODS("Methods", "", "No sample was taken: nothing of this server ran while it recorded."),
        ALLOCATIONS("Allocations", "Share of bytes", "No allocation was sampled."),
        WAITS("Waits", "Times, together", "No thread waited 10 ms or longer to enter a monitor."),
        THREADS("Threads", "Share of samples", "No sample was taken: nothing of this server ran while it recorded.");

        private final String title;
        private final String figure;
        private final String nothing;

        Part(String title, String figure, String nothing) {
            this.title = title;
            this.figure = figure;
            this.nothing = nothing;
        }

        String title() {
            return title;
        }

        /// What stands above the figures.
        String figure() {
            return figure;
        }

        /// What stands where nothing does.
        String nothing() {
            return nothing;
        }
    }

    ProfileView {
        methods = List.copyOf(methods);
        others = Map.copyOf(others);
    }

    static ProfileView of(ProfileDetail detail) {
        long id = detail.profile().id();
        ProfileFigures figures = detail.figures();
        if (figures == null) {
            String failure = detail.profile().failure();
            return new ProfileView(
                    id,
                    failure == null ? "This profile is not done yet: open it again in a moment." : failure,
                    List.of(),
                    Map.of());
        }
        return new ProfileView(
                id,
                "",
                figures.methods(),
                Map.of(
                        Part.ALLOCATIONS,
                        shares(figures.allocations()),
                        Part.WAITS,
                        figures.waits().stream()
                                .map(wait -> new ProfileLine(
                                        wait.name(),
                                        Formats.count(wait.times()) + ", " + RequestWords.millis(wait.millis())))
                                .toList(),
                        Part.THREADS,
                        shares(figures.threads())));
    }

    List<ProfileLine> lines(Part part) {
        return others.getOrDefault(part, List.of());
    }

    private static List<ProfileLine> shares(List<ProfileShare> shares) {
        return shares.stream()
                .map(share -> new ProfileLine(
                        share.name(), Formats.percent(share.share()).text()))
                .toList();
    }
}
