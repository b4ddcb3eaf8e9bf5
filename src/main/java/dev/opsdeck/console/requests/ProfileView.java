package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileShare;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.console.ui.Formats;
import java.util.List;
import java.util.Map;

/// What an opened profile, or the samples of some hours, show.
///
/// @param id        number of the profile; 0 for hours
/// @param savable   whether it has a file
/// @param deletable whether it is a profile that is over
/// @param sentence  why it shows nothing; empty when it does
/// @param others    empty for hours
record ProfileView(
        long id,
        String title,
        String facts,
        boolean savable,
        boolean deletable,
        String sentence,
        List<ProfileMethod> methods,
        Map<Part, List<ProfileLine>> others) {

    static final ProfileView NONE = new ProfileView(0, "", "", false, false, "", List.of(), Map.of());

    /// What of it is looked at.
    enum Part {
        METHODS("Methods", "", "No sample was taken: nothing of this server ran while it recorded."),
        ALLOCATIONS("Allocations", "Share of bytes", "No allocation was sampled."),
        WAITS("Waits", "Time waited", "No thread waited 10 ms or longer to enter a monitor."),
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

    static ProfileView of(ProfileDetail detail, Formats formats) {
        Profile profile = detail.profile();
        ProfileFigures figures = detail.figures();
        String failure = profile.failure();
        return new ProfileView(
                profile.id(),
                ProfileWords.title(profile),
                ProfileWords.facts(detail, formats),
                profile.fileBytes() > 0,
                !ProfileWords.underWay(profile),
                figures != null
                        ? ""
                        : failure == null ? "This profile is not done yet: open it again in a moment." : failure,
                figures == null ? List.of() : figures.methods(),
                figures == null ? Map.of() : others(figures));
    }

    static ProfileView of(SampledMethods sampled, int hours, Formats formats) {
        return new ProfileView(
                0,
                "Sampled: the last " + ProfileWords.hours(hours),
                ProfileWords.facts(sampled, formats),
                false,
                false,
                sampled.samples() > 0 ? "" : ProfileWords.nothing(sampled),
                sampled.methods(),
                Map.of());
    }

    private static Map<Part, List<ProfileLine>> others(ProfileFigures figures) {
        return Map.of(
                Part.ALLOCATIONS,
                shares(figures.allocations()),
                Part.WAITS,
                figures.waits().stream()
                        .map(wait -> new ProfileLine(
                                wait.name(),
                                RequestWords.millis(wait.millis()) + " in " + RequestWords.count(wait.times(), "wait")))
                        .toList(),
                Part.THREADS,
                shares(figures.threads()));
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
