package dev.opsdeck.console.products;

import dev.opsdeck.api.products.PricePoint;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;

/// The price of a product over time as steps, from its first point to now; the price that is paid, so a reduced one
/// where there is one. FX thread; draws when it is told to or changes its size.
public final class PriceChart extends Region {

    private static final double ROOM_FOR_DOT = 4;

    private final Path area = new Path();
    private final Path line = new Path();
    private final Circle last = new Circle(3);
    private List<PricePoint> points = List.of();
    private Instant until = Instant.EPOCH;

    public PriceChart() {
        area.getStyleClass().add("price-area");
        line.getStyleClass().add("price-line");
        last.getStyleClass().add("price-dot");
        getChildren().addAll(area, line, last);
        getChildren().forEach(shape -> shape.setManaged(false));
    }

    /// @param newPoints oldest first
    /// @param now       where the line ends
    void show(List<PricePoint> newPoints, Instant now) {
        points = List.copyOf(newPoints);
        until = now;
        requestLayout();
    }

    /// What is paid from that point on.
    static BigDecimal paid(PricePoint point) {
        return point.salePrice() == null ? point.price() : point.salePrice();
    }

    @Override
    protected void layoutChildren() {
        area.getElements().clear();
        line.getElements().clear();
        last.setVisible(!points.isEmpty());
        if (points.isEmpty()) {
            return;
        }
        double lowest = points.stream().mapToDouble(PriceChart::value).min().orElse(0);
        double highest = points.stream().mapToDouble(PriceChart::value).max().orElse(1);
        double room = highest - lowest;
        Instant from = points.getFirst().at();
        double span = Math.max(1, Duration.between(from, until).toMillis());
        double width = getWidth() - ROOM_FOR_DOT;
        double y = 0;
        for (PricePoint point : points) {
            double x = Math.clamp(Duration.between(from, point.at()).toMillis() / span, 0, 1) * width;
            double share = room == 0 ? 0.5 : (value(point) - lowest) / room;
            double next = ROOM_FOR_DOT + (getHeight() - 2 * ROOM_FOR_DOT) * (1 - share);
            if (line.getElements().isEmpty()) {
                line.getElements().add(new MoveTo(x, next));
            } else {
                line.getElements().addAll(new LineTo(x, y), new LineTo(x, next));
            }
            y = next;
        }
        line.getElements().add(new LineTo(width, y));
        area.getElements()
                .addAll(line.getElements().stream()
                        .map(element -> element instanceof MoveTo start
                                ? new MoveTo(start.getX(), start.getY())
                                : new LineTo(((LineTo) element).getX(), ((LineTo) element).getY()))
                        .toList());
        area.getElements().addAll(new LineTo(width, getHeight()), new LineTo(0, getHeight()));
        last.setCenterX(width);
        last.setCenterY(y);
    }

    private static double value(PricePoint point) {
        return paid(point).doubleValue();
    }
}
