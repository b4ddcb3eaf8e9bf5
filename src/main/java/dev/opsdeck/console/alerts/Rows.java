package dev.opsdeck.console.alerts;

import dev.opsdeck.console.connection.Failure;
import dev.opsdeck.console.live.Asking;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A list that a part of the page reads as a whole: only while the part is seen, and anew when another server is
/// shown or the connection was made again. FX thread.
final class Rows<T> {

    private final Asking<AlertServer> asking;
    private final Runnable reading;
    private final ObservableList<T> list = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Content> content =
            new ReadOnlyObjectWrapper<>(this, "content", Content.LOADING);
    private boolean seen;

    /// @param title what the status bar says while it is read
    /// @param call  on a background thread
    /// @param rows  makes rows of the answer, on the FX thread
    <A> Rows(
            Asking<AlertServer> asking,
            String title,
            Function<AlertServer, A> call,
            Function<? super A, List<T>> rows) {
        this.asking = asking;
        this.reading = () -> asking.read(title, call, answer -> put(rows.apply(answer)), this::failed);
        asking.turns().subscribe((before, now) -> {
            list.clear();
            content.set(Content.LOADING);
            read();
        });
        asking.anew().subscribe((before, now) -> read());
    }

    ObservableList<T> list() {
        return list;
    }

    ReadOnlyObjectProperty<Content> content() {
        return content.getReadOnlyProperty();
    }

    void shown() {
        if (!seen) {
            seen = true;
            read();
        }
    }

    void hidden() {
        seen = false;
    }

    void read() {
        if (seen) {
            reading.run();
        }
    }

    /// Asks for something that changes the list, and reads it again.
    void change(String doing, Consumer<AlertServer> change, Runnable then, Consumer<Failure> failed) {
        asking.ask(
                doing,
                server -> {
                    change.accept(server);
                    return list;
                },
                done -> {
                    then.run();
                    read();
                },
                failed);
    }

    /// An answer that is newer than what is shown.
    void put(List<T> now) {
        // What is the same stays, and with it what is selected.
        if (!list.equals(now)) {
            list.setAll(now);
        }
        content.set(now.isEmpty() ? Content.EMPTY : Content.ROWS);
    }

    private void failed() {
        if (content.get() == Content.LOADING) {
            content.set(Content.FAILED);
        }
    }
}
