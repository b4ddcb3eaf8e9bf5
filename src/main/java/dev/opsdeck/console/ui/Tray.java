package dev.opsdeck.console.ui;

/// The icon beside the system's clock and the system's own messages. FX thread; closed by who opened it.
public interface Tray extends AutoCloseable {

    /// For a system that has no such place.
    Tray NONE = new Tray() {
        @Override
        public void show(State state, String words) {}

        @Override
        public boolean tell(State state, String title, String text) {
            return false;
        }

        @Override
        public void close() {}
    };

    /// The icon's colour and shape, and what it says when the pointer rests on it.
    void show(State state, String words);

    /// A message beside the clock, whatever window is in front.
    ///
    /// @return false where the system has no such messages
    boolean tell(State state, String title, String text);

    @Override
    void close();
}
