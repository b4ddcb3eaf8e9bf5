package dev.opsdeck.api.loadruns;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.opsdeck.api.Check;
import dev.opsdeck.api.InvalidField;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The order for a run. What is null comes from the profile.
///
/// @param target          base address of the server under load; null for the one that is asked
/// @param token           viewer token of the target for its `/analytics` and `/ops` reads; null when it is the one
/// asked
/// @param ratePerSecond   requests a second, 0.1 to 20,000: an open run. Not together with `users`
/// @param users           users at once, 1 to 2,000: a closed run
/// @param durationSeconds 1 to 43,200 (12 hours), ramp-up not counted
/// @param thinkMillis     pause of a user between answer and next request, 0 to 60,000
/// @param rampUpSeconds   time before, in which the load rises from nothing to what is asked for, 0 to 600
/// @param scenario        own calls as YAML, at most 64 KiB; null for the standard mix
/// @param fingerprint     SHA-256 of the certificate of a target with HTTPS, in hexadecimal digits with or without
///                        colons; null for a certificate that is trusted anyway
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LoadRequest(
        LoadProfile profile,
        @Nullable String target,
        @Nullable String token,
        @Nullable Double ratePerSecond,
        @Nullable Integer users,
        @Nullable Integer durationSeconds,
        @Nullable Integer thinkMillis,
        @Nullable Integer rampUpSeconds,
        @Nullable String scenario,
        @Nullable String fingerprint) {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    public LoadRequest {
        profile = profile == null ? LoadProfile.SMOKE : profile;
        target = target == null ? null : Check.webAddress("target", target, 512);
        token = Check.optionalText("token", token, 512);
        if (ratePerSecond != null && !(ratePerSecond >= 0.1 && ratePerSecond <= 20_000)) {
            throw new InvalidField("ratePerSecond", "'ratePerSecond' must be from 0.1 to 20000.");
        }
        if (users != null) {
            Check.range("users", users, 1, 2_000);
        }
        if (ratePerSecond != null && users != null) {
            throw new InvalidField("users", "Give 'ratePerSecond' or 'users', not both.");
        }
        if (durationSeconds != null) {
            Check.range("durationSeconds", durationSeconds, 1, 43_200);
        }
        if (thinkMillis != null) {
            Check.range("thinkMillis", thinkMillis, 0, 60_000);
        }
        scenario = Check.optionalText("scenario", scenario, 64 << 10);
        if (fingerprint != null) {
            fingerprint = fingerprint.strip().replace(":", "").toLowerCase(Locale.ROOT);
            if (!FINGERPRINT.matcher(fingerprint).matches()) {
                throw new InvalidField(
                        "fingerprint", "'fingerprint' must be the SHA-256 of a certificate: 64 hexadecimal digits.");
            }
        }
        if (rampUpSeconds != null) {
            Check.range("rampUpSeconds", rampUpSeconds, 0, 600);
        }
        if (users != null && (profile == LoadProfile.SPIKE || profile == LoadProfile.RAMP)) {
            throw new InvalidField("users", "A spike and a ramp are given by 'ratePerSecond', not by 'users'.");
        }
        if (ratePerSecond != null && profile == LoadProfile.SPIKE && ratePerSecond > 2_000) {
            throw new InvalidField(
                    "ratePerSecond", "'ratePerSecond' of a spike must be at most 2000: the spike is ten times that.");
        }
        if (durationSeconds != null && profile == LoadProfile.RAMP && durationSeconds > 1_000) {
            throw new InvalidField("durationSeconds", "'durationSeconds' of a ramp must be at most 1000: 100 steps.");
        }
        if (ratePerSecond != null && profile == LoadProfile.GOAL) {
            throw new InvalidField("ratePerSecond", "A run of 125,000 requests is given by 'users', not by a rate.");
        }
        if (profile == LoadProfile.CONSTANT && (ratePerSecond == null || durationSeconds == null)) {
            throw new InvalidField("ratePerSecond", "A constant run needs 'ratePerSecond' and 'durationSeconds'.");
        }
    }

    /// Never shows the token.
    @Override
    public String toString() {
        return "LoadRequest[" + profile + ", target=" + target + ", rate=" + ratePerSecond + ", users=" + users + "]";
    }
}
