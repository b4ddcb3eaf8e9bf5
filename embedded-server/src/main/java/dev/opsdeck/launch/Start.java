package dev.opsdeck.launch;

import java.lang.reflect.InvocationTargetException;

/**
 * Entry point of the jar. Compiled for Java 8, so that an old Java can still load it and say in one sentence which
 * one is needed, instead of failing with an UnsupportedClassVersionError. Nothing else may be done here.
 */
public final class Start {

    private static final int NEEDED = 25;

    private Start() {}

    public static void main(String[] args) throws Exception {
        String version = System.getProperty("java.specification.version");
        if (version.startsWith("1.") || Integer.parseInt(version) < NEEDED) {
            System.err.println("Opsdeck needs Java " + NEEDED + " or newer, and this is Java " + version
                    + ": start it with a newer java (for example Temurin " + NEEDED + ").");
            System.exit(2);
        }
        try {
            Class.forName("dev.opsdeck.server.Main")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception) {
                throw (Exception) e.getCause();
            }
            throw e;
        }
    }
}
