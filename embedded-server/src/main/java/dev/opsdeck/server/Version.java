package dev.opsdeck.server;

import picocli.CommandLine.IVersionProvider;

/// The version of this build, from the jar's manifest.
public final class Version implements IVersionProvider {

    /// Such as `0.1.0`, or `dev` when it runs from a class folder.
    public static String current() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"Opsdeck " + current()};
    }
}
