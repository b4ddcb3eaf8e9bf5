package dev.opsdeck.server.loadrun;

import dev.opsdeck.api.loadruns.LoadProfile;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The profiles as they are written on the command line.
final class Profiles implements ITypeConverter<LoadProfile>, Iterable<String> {

    static String name(LoadProfile profile) {
        return profile == LoadProfile.GOAL ? "125k" : profile.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public LoadProfile convert(String text) {
        return Arrays.stream(LoadProfile.values())
                .filter(profile -> name(profile).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is no profile: take one of " + String.join(", ", this) + "."));
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(LoadProfile.values()).map(Profiles::name).iterator();
    }
}
