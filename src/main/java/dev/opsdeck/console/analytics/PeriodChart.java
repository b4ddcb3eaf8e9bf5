package dev.opsdeck.console.analytics;

import dev.opsdeck.console.ui.charts.Scale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;

/// A figure by day as a line, that of the compared period behind it as a dashed one. The day under the pointer, or
/// chosen by the arrow keys, is marked, and its values are told in words. Public for FXML; FX thread; its lines are
/// made anew when the values or its size change, and never else.
public final class PeriodChart extends Region {

    private static final double LEFT = 52;
    private static final double RIGHT = 8;
    private static final double TOP = 8;
    private static final double BOTTOM = 18;
    private static final double LABEL_WIDTH = 64;

    private final List<Node> drawn = new ArrayList<>();
    private final Line mark = new Line();
    private final Circle dot = new Circle(3.5);
    private Values values = Values.NONE;
    private Scale scale = Scale.fromZero(0);
    private Function<Integer, String> words = day -> "";
    private int marked = -1;
    private Runnable told = () -> {};

    /// @param from   the first day
    /// @param now    a value a day
    /// @param before those of the other period, as many; empty for none
    /// @param label  a value beside its line, short
    record Values(LocalDate from, List<Double> now, List<Double> before, DoubleFunction<String> label) {

        static final Values NONE = new Values(LocalDate.EPOCH, List.of(), List.of(), value -> "");

        private boolean same(Values other) {
            return from.equals(other.from) && now.equals(other.now) && before.equals(other.before);
        }
    }

    /// Empty until [#show].
    public PeriodChart() {
        getStyleClass().add("analytics-chart");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.SLIDER);
        mark.getStyleClass().add("analytics-mark");
        dot.getStyleClass().add("analytics-dot");
        for (Node node : List.of(mark, dot)) {
            node.setManaged(false);
            node.setMouseTransparent(true);
            node.setVisible(false);
        }
        addEventHandler(MouseEvent.MOUSE_MOVED, mouse -> mark(day(mouse.getX())));
        addEventHandler(MouseEvent.MOUSE_PRESSED, mouse -> requestFocus());
        addEventHandler(MouseEvent.MOUSE_EXITED, mouse -> mark(isFocused() ? marked : -1));
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                mark(-1);
            }
        });
    }

    /// @param ofDay what is said of a day, by its number from 0
    void show(Values newValues, Function<Integer, String> ofDay) {
        words = ofDay;
        boolean same = values.same(newValues);
        values = newValues;
        if (!same) {
            marked = -1;
            draw();
        }
        tell();
    }

    /// @param listener told when [#words] has changed
    void onWords(Runnable listener) {
        told = listener;
    }

    /// What is said of the marked day; empty while none is.
    String words() {
        return marked < 0 ? "" : words.apply(marked);
    }

    @Override
    protected void layoutChildren() {
        draw();
    }

    private void draw() {
        drawn.clear();
        getChildren().clear();
        double width = getWidth() - LEFT - RIGHT;
        double height = getHeight() - TOP - BOTTOM;
        if (width < 10 || height < 10 || values.now().isEmpty()) {
            return;
        }
        double highest = Math.max(highest(values.now()), highest(values.before()));
        scale = Scale.fromZero(highest);
        grid(width, height);
        days(width, height);
        if (!values.before().isEmpty()) {
            drawn.add(line(values.before(), "analytics-before"));
        }
        drawn.add(line(values.now(), "analytics-now"));
        drawn.forEach(node -> {
            node.setManaged(false);
            node.setMouseTransparent(true);
        });
        getChildren().setAll(drawn);
        getChildren().addAll(mark, dot);
        place();
    }

    private void grid(double width, double height) {
        for (double share : new double[] {0, 0.5, 1}) {
            double y = Math.floor(TOP + height * (1 - share)) + 0.5;
            Line line = new Line(LEFT, y, LEFT + width, y);
            line.getStyleClass().add("analytics-grid");
            drawn.add(line);
            Text label = text(values.label().apply(scale.top() * share));
            label.setTextOrigin(VPos.CENTER);
            label.setX(LEFT - 6 - label.getLayoutBounds().getWidth());
            label.setY(y);
            drawn.add(label);
        }
    }

    /// The first and the last day, and as many between as there is room for.
    private void days(double width, double height) {
        int last = values.now().size() - 1;
        int most = (int) Math.max(1, Math.floor(width / LABEL_WIDTH) - 1);
        int step = Math.max(1, (int) Math.ceil(last / (double) most));
        for (int i = 0; i <= last; i += step) {
            boolean first = i == 0;
            Text label = text(AnalyticsWords.shortDay(values.from().plusDays(i)));
            double half = label.getLayoutBounds().getWidth() / 2;
            double x = first ? LEFT : Math.min(x(i) - half, LEFT + width - 2 * half);
            label.setTextOrigin(VPos.TOP);
            label.setX(x);
            label.setY(TOP + height + 4);
            drawn.add(label);
        }
    }

    private Path line(List<Double> days, String style) {
        Path path = new Path();
        path.getStyleClass().add(style);
        for (int i = 0; i < days.size(); i++) {
            double y = y(days.get(i));
            path.getElements().add(i == 0 ? new MoveTo(x(i), y) : new LineTo(x(i), y));
        }
        if (days.size() == 1) {
            // A single day is a line to itself, which round ends make a dot.
            path.getElements().add(new LineTo(x(0), y(days.getFirst())));
        }
        return path;
    }

    /// The style class gives its font before it is measured.
    private Text text(String content) {
        Text text = new Text(content);
        text.getStyleClass().addAll("od-muted", "od-axis");
        text.setManaged(false);
        getChildren().add(text);
        text.applyCss();
        return text;
    }

    private void onKey(KeyEvent key) {
        int last = values.now().size() - 1;
        int to = switch (key.getCode()) {
            case LEFT -> Math.max(0, (marked < 0 ? last + 1 : marked) - 1);
            case RIGHT -> Math.min(last, marked + 1);
            case HOME -> 0;
            case END -> last;
            default -> -1;
        };
        if (to >= 0) {
            key.consume();
            mark(to);
        }
    }

    private int day(double x) {
        int last = values.now().size() - 1;
        double width = getWidth() - LEFT - RIGHT;
        if (last < 0 || width <= 0) {
            return -1;
        }
        return Math.clamp(Math.round((x - LEFT) / width * last), 0, last);
    }

    private void mark(int day) {
        if (day != marked) {
            marked = day;
            place();
            tell();
        }
    }

    private void tell() {
        String said = words();
        if (!Objects.equals(getAccessibleText(), said)) {
            setAccessibleText(said);
        }
        told.run();
    }

    private void place() {
        boolean there = marked >= 0 && marked < values.now().size();
        mark.setVisible(there);
        dot.setVisible(there);
        if (there) {
            double x = x(marked);
            mark.setStartX(x);
            mark.setEndX(x);
            mark.setStartY(TOP);
            mark.setEndY(getHeight() - BOTTOM);
            dot.setCenterX(x);
            dot.setCenterY(y(values.now().get(marked)));
        }
    }

    private double x(int day) {
        double width = getWidth() - LEFT - RIGHT;
        int last = values.now().size() - 1;
        return last == 0 ? LEFT + width / 2 : LEFT + width * day / last;
    }

    private double y(double value) {
        return TOP + (getHeight() - TOP - BOTTOM) * (1 - scale.position(value));
    }

    private static double highest(List<Double> days) {
        return days.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
