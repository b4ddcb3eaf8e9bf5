package dev.opsdeck.console.desktop;

import dev.opsdeck.console.ui.State;
import dev.opsdeck.console.ui.Tray;
import java.awt.AWTException;
import java.awt.Color;
import java.awt.EventQueue;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.Polygon;
import java.awt.PopupMenu;
import java.awt.RenderingHints;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.TrayIcon.MessageType;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.image.BufferedImage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The tray by AWT, because JavaFX has none. Only this class knows AWT's windows; it hands everything over to
/// AWT's own thread and does not wait for it.
public final class AwtTray implements Tray {

    private static final Logger LOG = LoggerFactory.getLogger(AwtTray.class);
    private static final int SIZE = 64;
    private static final int EDGE = 8;

    private final TrayIcon icon;

    private AwtTray(TrayIcon icon) {
        this.icon = icon;
    }

    /// Puts the icon there; [Tray#NONE] where the system has no place for it or there is no display. Blocks while AWT
    /// starts: background threads.
    ///
    /// @param open called on AWT's thread when the icon is clicked
    public static Tray open(Runnable open) {
        if ("Headless".equals(System.getProperty("glass.platform")) || !SystemTray.isSupported()) {
            return NONE;
        }
        TrayIcon icon = new TrayIcon(image(State.UNKNOWN), "Opsdeck");
        icon.setImageAutoSize(true);
        MenuItem show = new MenuItem("Open Opsdeck");
        show.addActionListener(chosen -> open.run());
        PopupMenu menu = new PopupMenu();
        menu.add(show);
        icon.setPopupMenu(menu);
        icon.addActionListener(message -> open.run());
        icon.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent click) {
                if (click.getButton() == MouseEvent.BUTTON1) {
                    open.run();
                }
            }
        });
        try {
            SystemTray.getSystemTray().add(icon);
        } catch (AWTException e) {
            LOG.info("No tray icon: {}", e.getMessage());
            return NONE;
        }
        return new AwtTray(icon);
    }

    @Override
    public void show(State state, String words) {
        EventQueue.invokeLater(() -> {
            icon.setImage(image(state));
            icon.setToolTip("Opsdeck: " + words);
        });
    }

    @Override
    public boolean tell(State state, String title, String text) {
        MessageType type = switch (state) {
            case OK, UNKNOWN -> MessageType.INFO;
            case WARNING -> MessageType.WARNING;
            case CRITICAL -> MessageType.ERROR;
        };
        EventQueue.invokeLater(() -> icon.displayMessage(title, text, type));
        return true;
    }

    /// Without its icon AWT ends its thread, which would keep the process alive.
    @Override
    public void close() {
        EventQueue.invokeLater(() -> SystemTray.getSystemTray().remove(icon));
    }

    /// The same shapes as everywhere: circle, ring, triangle, square; colours that are seen on a light and on a dark
    /// bar.
    static Image image(State state) {
        BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int side = SIZE - 2 * EDGE;
        switch (state) {
            case OK -> {
                pen.setColor(new Color(0x2DA44E));
                pen.fillOval(EDGE, EDGE, side, side);
            }
            case UNKNOWN -> {
                pen.setColor(new Color(0x8B949E));
                pen.setStroke(new java.awt.BasicStroke(EDGE));
                pen.drawOval(EDGE, EDGE, side, side);
            }
            case WARNING -> {
                pen.setColor(new Color(0xD29922));
                pen.fill(new Polygon(
                        new int[] {SIZE / 2, SIZE - EDGE / 2, EDGE / 2},
                        new int[] {EDGE, SIZE - EDGE, SIZE - EDGE},
                        3));
            }
            case CRITICAL -> {
                pen.setColor(new Color(0xDA3633));
                pen.fillRect(EDGE, EDGE, side, side);
            }
        }
        pen.dispose();
        return image;
    }
}
