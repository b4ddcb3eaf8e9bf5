package dev.opsdeck.console.loadruns;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// What the lines of a chart are, above it: as many names in a row as fit. FX thread.
final class RunKey {

    private static final double FIRST_ROW = 7;
    private static final double ROW = 14;
    private static final double BELOW = 13;
    private static final double MARK = 14;
    private static final double GAP = 14;

    private final double left;
    private final double right;
    private final Function<String, Text> text;
    private final List<Node> nodes = new ArrayList<>();
    private double x;
    private double y = FIRST_ROW;

    /// @param text makes a text that has its font already
    RunKey(double left, double right, Function<String, Text> text) {
        this.left = left;
        this.right = right;
        this.text = text;
        this.x = left;
    }

    /// A line's mark and name.
    void line(String name, String style) {
        Text words = place(name, MARK);
        Rectangle mark = new Rectangle(words.getX() - MARK, y - 1, 10, 3);
        mark.getStyleClass().addAll("run-key", style);
        mark.setArcWidth(3);
        mark.setArcHeight(3);
        nodes.add(mark);
    }

    /// Words about no line; nothing when they are empty.
    void words(String words) {
        if (!words.isEmpty()) {
            place(words, 0);
        }
    }

    /// What the key is drawn with.
    List<Node> nodes() {
        return nodes;
    }

    /// Where the picture can begin.
    double height() {
        return y + BELOW;
    }

    private Text place(String words, double before) {
        Text name = text.apply(words);
        double wide = before + name.getLayoutBounds().getWidth();
        if (x > left && x + wide > right) {
            x = left;
            y += ROW;
        }
        name.setTextOrigin(VPos.CENTER);
        name.setX(x + before);
        name.setY(y);
        nodes.add(name);
        x += wide + GAP;
        return name;
    }
}
