package dev.opsdeck.console.ui;

import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;

/// Mouse and keyboard of a test: events of the platform, as a user's. The pointer does not travel, and what is pressed
/// has been worked off when the call returns, so nobody has to wait for either. JavaFX thread only.
public final class Hands {

    private Hands() {}

    /// Clicks in the middle of what can be seen of the node.
    public static void click(Node node) {
        Robot robot = new Robot();
        robot.mouseMove(middle(node));
        if (!node.isHover()) {
            throw new AssertionError("Something lies over " + node);
        }
        robot.mouseClick(MouseButton.PRIMARY);
    }

    /// Presses the keys together: those before the last are held.
    public static void push(KeyCode... keys) {
        Robot robot = new Robot();
        for (KeyCode key : keys) {
            robot.keyPress(key);
        }
        for (int i = keys.length - 1; i >= 0; i--) {
            robot.keyRelease(keys[i]);
        }
    }

    /// Writes into what has the focus. As input methods do: no key of a keyboard has to make the character.
    public static void write(Scene scene, String text) {
        text.codePoints().mapToObj(Character::toString).forEach(character -> {
            Node focused = scene.getFocusOwner();
            Event.fireEvent(
                    focused == null ? scene.getRoot() : focused,
                    new KeyEvent(KeyEvent.KEY_TYPED, character, "", KeyCode.UNDEFINED, false, false, false, false));
        });
    }

    /// On the screen, as the window is laid out now and not as it was in the last frame.
    private static Point2D middle(Node node) {
        Scene scene = node.getScene();
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        Bounds there = node.localToScene(node.getBoundsInLocal());
        double left = Math.max(there.getMinX(), 0);
        double right = Math.min(there.getMaxX(), scene.getWidth());
        double top = Math.max(there.getMinY(), 0);
        double bottom = Math.min(there.getMaxY(), scene.getHeight());
        if (left >= right || top >= bottom) {
            throw new AssertionError(node + " is outside of the window: " + there);
        }
        return scene.getRoot().localToScreen(scene.getRoot().sceneToLocal((left + right) / 2, (top + bottom) / 2));
    }
}
