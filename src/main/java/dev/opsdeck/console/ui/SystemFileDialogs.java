package dev.opsdeck.console.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The system's own dialogs. Opens in the folder of the last answer.
public final class SystemFileDialogs implements FileDialogs {

    private final Supplier<@Nullable Window> owner;
    private @Nullable File lastFolder;

    public SystemFileDialogs(Supplier<@Nullable Window> owner) {
        this.owner = owner;
    }

    @Override
    public Optional<Path> open(String title, Kind... kinds) {
        return answer(chooser(title, kinds).showOpenDialog(owner.get()));
    }

    @Override
    public Optional<Path> save(String title, String suggestedName, Kind... kinds) {
        FileChooser chooser = chooser(title, kinds);
        chooser.setInitialFileName(suggestedName);
        return answer(chooser.showSaveDialog(owner.get()));
    }

    private FileChooser chooser(String title, Kind... kinds) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        for (Kind kind : kinds) {
            chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind.name(), kind.patterns()));
        }
        if (lastFolder != null && lastFolder.isDirectory()) {
            chooser.setInitialDirectory(lastFolder);
        }
        return chooser;
    }

    private Optional<Path> answer(@Nullable File file) {
        if (file == null) {
            return Optional.empty();
        }
        lastFolder = file.getParentFile();
        return Optional.of(file.toPath());
    }
}
