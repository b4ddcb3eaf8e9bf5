package dev.opsdeck.server.profiles;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The files of profiles in the data folder, named by their numbers only. Any thread; two never work on one number.
final class ProfileFolder {

    private static final Pattern WHOLE = Pattern.compile("([0-9]{1,18})\\.jfr");
    private static final Pattern PART = Pattern.compile("([0-9]{1,18}|alert-[0-9a-f]{1,16})\\.(raw|part)");

    private final Path folder;

    /// @param folder made when the first file comes
    ProfileFolder(Path folder) {
        this.folder = folder;
    }

    /// Where the JVM may write what it has recorded.
    Path raw(long id) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(id + ".raw");
    }

    /// Where the JVM may write what was recorded before an alert, until that has a number.
    ///
    /// @param alertId hex digits
    Path early(String alertId) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(earlyName(alertId) + ".raw");
    }

    static String earlyName(String alertId) {
        return "alert-" + alertId;
    }

    /// Where what may be handed out is written, until it is whole.
    Path part(long id) {
        return folder.resolve(id + ".part");
    }

    /// The part is whole: from now on it is the file.
    ///
    /// @return its length
    long finish(long id) throws IOException {
        Path file = file(id);
        Files.move(part(id), file, StandardCopyOption.REPLACE_EXISTING);
        return Files.size(file);
    }

    /// The file, if it is here.
    Optional<Path> find(long id) {
        return Optional.of(file(id)).filter(Files::isRegularFile);
    }

    /// What was written on the way.
    void deleteParts(long id) throws IOException {
        Files.deleteIfExists(folder.resolve(id + ".raw"));
        Files.deleteIfExists(part(id));
    }

    void delete(long id) throws IOException {
        Files.deleteIfExists(file(id));
    }

    /// Whole files by number, with their lengths.
    Map<Long, Long> files() throws IOException {
        Map<Long, Long> files = new HashMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
                for (Path path : all) {
                    Matcher name = WHOLE.matcher(String.valueOf(path.getFileName()));
                    if (name.matches()) {
                        files.put(Long.parseLong(name.group(1)), Files.size(path));
                    }
                }
            }
        }
        return files;
    }

    /// Deletes what a process that was killed left on the way.
    ///
    /// @param underWay the names, without their ends, of what this process works on
    void sweep(Set<String> underWay) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path path : all) {
                String name = String.valueOf(path.getFileName());
                if (PART.matcher(name).matches() && !underWay.contains(name.substring(0, name.indexOf('.')))) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private Path file(long id) {
        return folder.resolve(id + ".jfr");
    }
}
