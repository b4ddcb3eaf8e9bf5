package dev.opsdeck.console.overview;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.jspecify.annotations.Nullable;

/// Scrolls the page by pixels. FX thread.
///
/// @param page what scrolls
record PageScroll(ScrollPane page) {

    /// The viewport keeps a picture of the whole page and would paint all of it anew for every figure that changes.
    void uncached() {
        page.skinProperty().subscribe(skin -> uncached(page.lookup(".viewport")));
    }

    /// Brings a part of the page to the upper edge, as far as there is something below.
    void to(Node part) {
        page.layout();
        scroll(part.getBoundsInParent().getMinY());
    }

    /// Changes the page and keeps a part where it is on the screen, as far as the page can be scrolled: the pointer may
    /// be on it.
    void steadily(Node part, Runnable change) {
        if (page.getHeight() <= 0) {
            change.run();
            return;
        }
        double before = part.getBoundsInParent().getMinY();
        double top = page.getVvalue() * Math.max(0, hidden());
        change.run();
        page.layout();
        double moved = part.getBoundsInParent().getMinY() - before;
        if (moved != 0) {
            scroll(top + moved);
        }
    }

    private void scroll(double y) {
        double hidden = hidden();
        page.setVvalue(hidden <= 0 ? 0 : Math.clamp(y / hidden, 0.0, 1.0));
    }

    /// How much of the page does not fit into the window.
    private double hidden() {
        return page.getContent().getLayoutBounds().getHeight()
                - page.getViewportBounds().getHeight();
    }

    private static void uncached(@Nullable Node viewport) {
        if (viewport != null) {
            viewport.setCache(false);
        }
    }
}
