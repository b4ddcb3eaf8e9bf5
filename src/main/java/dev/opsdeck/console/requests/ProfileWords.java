package dev.opsdeck.console.requests;

import dev.opsdeck.api.profiles.Profile;
import dev.opsdeck.api.profiles.ProfileDetail;
import dev.opsdeck.api.profiles.ProfileFigures;
import dev.opsdeck.api.profiles.ProfileMethod;
import dev.opsdeck.api.profiles.ProfileReason;
import dev.opsdeck.api.profiles.ProfileSampler;
import dev.opsdeck.api.profiles.ProfileState;
import dev.opsdeck.api.profiles.SampledMethods;
import dev.opsdeck.console.ui.Formats;
import dev.opsdeck.console.ui.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Profiles in words. Pure functions.
final class ProfileWords {

    private ProfileWords() {}

    static boolean underWay(Profile profile) {
        return profile.state() == ProfileState.RECORDING || profile.state() == ProfileState.READING;
    }

    /// Why it was made.
    static String reason(Profile profile) {
        return profile.reason() == ProfileReason.ALERT
                ? "critical alert"
                : profile.askedBy() == null ? "asked for" : profile.askedBy();
    }

    static String length(Profile profile) {
        return Formats.duration(Duration.ofSeconds(profile.seconds()));
    }

    static String state(Profile profile) {
        return switch (profile.state()) {
            case RECORDING -> "recording";
            case READING -> "reading";
            case DONE -> "done";
            case FAILED -> "failed";
        };
    }

    static State look(Profile profile) {
        return profile.state() == ProfileState.FAILED ? State.CRITICAL : State.OK;
    }

    /// The share of its time that is over, from 0 to 1.
    static double progress(Profile running, Instant now) {
        double passed = Duration.between(running.beganAt(), now).toMillis() / 1_000.0;
        return running.state() == ProfileState.READING ? 1 : Math.clamp(passed / running.seconds(), 0.0, 1.0);
    }

    /// What the one under way does.
    static String progress(Profile running) {
        return running.state() == ProfileState.READING
                ? "Profile " + running.id() + " is being read"
                : "Profile " + running.id() + " records for " + length(running);
    }

    static String title(Profile profile) {
        return "Profile " + profile.id() + ": " + length(profile)
                + (profile.reason() == ProfileReason.ALERT
                        ? " before an alert became critical"
                        : profile.askedBy() == null ? "" : ", asked for by " + profile.askedBy());
    }

    /// What stands below the title of an opened one.
    static String facts(ProfileDetail detail, Formats formats) {
        Profile profile = detail.profile();
        List<String> facts = new ArrayList<>();
        facts.add("Began " + formats.full(profile.beganAt()) + " on " + profile.node());
        ProfileFigures figures = detail.figures();
        if (figures != null) {
            facts.add(samples(figures));
        }
        return String.join(", ", facts) + ".";
    }

    /// `hour`, `24 hours`, `7 days`.
    static String hours(int hours) {
        return hours == 1 ? "hour" : hours <= 48 ? hours + " hours" : hours / 24 + " days";
    }

    static String facts(SampledMethods sampled, Formats formats) {
        return sampled.from() == null
                ? ""
                : RequestWords.count(sampled.samples(), "sample") + " since " + formats.full(sampled.from())
                        + ", one for every 100 ms of CPU time"
                        + (sampled.recording() ? "." : "; no more are taken now.");
    }

    /// Why there is no sample.
    static String nothing(SampledMethods sampled) {
        return sampled.recording()
                ? "No sample has been taken yet: there is one for every 100 ms of CPU time that a thread uses."
                : "No sample has been taken. The server begins two minutes after its start; with --profiles on-demand or"
                        + " off it takes none.";
    }

    private static String samples(ProfileFigures figures) {
        StringBuilder text = new StringBuilder(RequestWords.count(figures.samples(), "sample"));
        text.append(figures.sampler() == ProfileSampler.CPU_TIME ? " of CPU time" : " of running threads");
        if (figures.withoutStack() > 0) {
            text.append(", ").append(Formats.count(figures.withoutStack())).append(" without a stack");
        }
        if (figures.truncated() > 0) {
            text.append(", ").append(Formats.count(figures.truncated())).append(" without their outermost calls");
        }
        if (figures.lost() > 0) {
            text.append(", ").append(Formats.count(figures.lost())).append(" lost");
        }
        return text.toString();
    }

    /// Class, method and line, without the package.
    static String name(ProfileMethod method) {
        String whole = method.method();
        return whole.substring(classBegin(whole)) + (method.line() > 0 ? ":" + method.line() : "");
    }

    /// The package; empty for none.
    static String home(ProfileMethod method) {
        int begin = classBegin(method.method());
        return begin == 0 ? "" : method.method().substring(0, begin - 1);
    }

    /// Where the name of the class begins: behind the second dot from the end.
    private static int classBegin(String method) {
        int name = method.lastIndexOf('.');
        return name <= 0 ? 0 : method.lastIndexOf('.', name - 1) + 1;
    }

    static String percent(double share) {
        return Formats.percent(share).text();
    }
}
