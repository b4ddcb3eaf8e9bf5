package dev.opsdeck.console.shell;

import dev.opsdeck.console.ui.PageView;
import dev.opsdeck.console.ui.ViewLoader;
import dev.opsdeck.console.ui.ViewLoader.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/// Shows one page at a time; each is loaded when it is first shown and kept. JavaFX thread only.
final class PageHost {

    private static final PageView PLAIN = new PageView() {};

    private final StackPane place;
    private final ViewLoader loader;
    private final List<Page> pages;
    private final Map<String, View> loaded = new HashMap<>();
    private final ReadOnlyObjectWrapper<@Nullable Page> current = new ReadOnlyObjectWrapper<>(this, "current");

    PageHost(StackPane place, ViewLoader loader, List<Page> pages) {
        this.place = place;
        this.loader = loader;
        this.pages = List.copyOf(pages);
    }

    List<Page> pages() {
        return pages;
    }

    /// The page shown.
    ReadOnlyObjectProperty<@Nullable Page> current() {
        return current.getReadOnlyProperty();
    }

    /// Shows the page of that id; the first when there is none of that id.
    void show(@Nullable String id) {
        if (pages.isEmpty()) {
            return;
        }
        Page page = pages.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElse(pages.getFirst());
        if (page.equals(current.get())) {
            return;
        }
        tellCurrent(PageView::hidden);
        View view = loaded.computeIfAbsent(page.id(), missing -> loader.load(page.fxml(), page.controller()));
        place.getChildren().setAll(view.root());
        current.set(page);
        tellCurrent(PageView::shown);
    }

    /// Puts the cursor into the page's search field.
    void search() {
        tellCurrent(PageView::search);
    }

    /// Draws the same time yesterday on the page, or no longer.
    void yesterday() {
        tellCurrent(PageView::yesterday);
    }

    /// Whether the page shows what is over.
    boolean looksBack() {
        return controller().looksBack();
    }

    /// One step back inside the page.
    boolean back() {
        return controller().back();
    }

    private void tellCurrent(Consumer<PageView> message) {
        message.accept(controller());
    }

    private PageView controller() {
        Page page = current.get();
        View view = page == null ? null : loaded.get(page.id());
        return view != null && view.controller() instanceof PageView told ? told : PLAIN;
    }
}
