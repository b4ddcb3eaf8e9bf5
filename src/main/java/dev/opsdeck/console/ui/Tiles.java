package dev.opsdeck.console.ui;

import eu.hansolo.tilesfx.Tile;
import eu.hansolo.tilesfx.Tile.SkinType;
import javafx.scene.paint.Color;

/// Makes tiles: TilesFX tiles of skin CUSTOM with our own face, so that everything takes its colours from the theme's
/// style sheet and nothing is animated. The only class that knows TilesFX. FX thread.
public final class Tiles {

    /// Height of every tile, px.
    public static final double HEIGHT = 172;

    /// TilesFX holds a tile's content a twentieth of its shorter side away from its edge.
    private static final double INSET_SHARE = 0.05;

    private Tiles() {}

    /// A tile that says unknown until it is told more.
    public static FigureTile figure(String title) {
        FigureFace face = new FigureFace();
        face.inset(HEIGHT * INSET_SHARE);
        Tile tile = new Tile(SkinType.CUSTOM);
        tile.setAnimated(false);
        tile.setShadowsEnabled(false);
        tile.setRoundedCorners(false);
        // Frame and background are those of the style sheet.
        tile.setBackgroundColor(Color.TRANSPARENT);
        tile.setBorderColor(Color.TRANSPARENT);
        tile.setTextVisible(false);
        tile.setGraphic(face);
        tile.setPrefSize(184, HEIGHT);
        tile.setMinSize(120, HEIGHT);
        tile.setMaxSize(Double.MAX_VALUE, HEIGHT);
        tile.getStyleClass().add("od-tile");
        return new FigureTile(title, tile, face);
    }
}
