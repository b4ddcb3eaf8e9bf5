package dev.opsdeck.console.products;

import dev.opsdeck.api.Page;
import dev.opsdeck.api.products.Product;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.jspecify.annotations.Nullable;

/// The result of one query as a list that a virtual table can show: it has as many rows as the server counted, and asks
/// for a page when a row of it is looked at. At most [#MAX_IN_FLIGHT] pages are asked for at once; of those that wait,
/// the ones looked at last come first and the oldest are forgotten, so that a long drag of the scroll bar does not read
/// the whole catalogue. At most [#MAX_PAGES] pages are kept; the one not looked at for longest goes first.
///
/// Used on the FX thread only. A new query makes a new list; [#close()] makes the old one deaf to late answers.
final class LazyRows extends ObservableListBase<ProductRow> implements AutoCloseable {

    /// Rows of a page.
    static final int PAGE_SIZE = 100;

    static final int MAX_PAGES = 40;
    static final int MAX_IN_FLIGHT = 2;
    static final int MAX_WAITING = 4;

    /// Reads a page in the background and answers on the FX thread.
    @FunctionalInterface
    interface PageReader {
        void read(int offset, int limit, Consumer<Page<Product>> loaded, Runnable failed);
    }

    private enum State {
        MISSING,
        WAITING,
        IN_FLIGHT,
        LOADED
    }

    private static final class Block {
        final ProductRow[] rows = new ProductRow[PAGE_SIZE];
        State state = State.MISSING;

        Block(int page) {
            for (int i = 0; i < PAGE_SIZE; i++) {
                rows[i] = new ProductRow(page * PAGE_SIZE + i);
            }
        }
    }

    private final PageReader reader;
    private final Map<Integer, Block> blocks = new LinkedHashMap<>(64, 0.75f, true);
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private int size;
    private int inFlight;
    private boolean closed;

    /// @param first the first page, already read
    LazyRows(Page<Product> first, PageReader reader) {
        this.reader = reader;
        this.size = Math.toIntExact(Math.min(first.total(), Integer.MAX_VALUE - PAGE_SIZE));
        fill(0, first);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public ProductRow get(int index) {
        java.util.Objects.checkIndex(index, size);
        int page = index / PAGE_SIZE;
        Block block = blocks.computeIfAbsent(page, Block::new);
        forgetOldest();
        if (block.state == State.MISSING && !closed) {
            ask(page, block);
        }
        return block.rows[index % PAGE_SIZE];
    }

    /// Known from the row itself: looking through the list would read the whole catalogue.
    @Override
    public int indexOf(@Nullable Object row) {
        if (row instanceof ProductRow known && known.index() < size) {
            Block block = blocks.get(known.index() / PAGE_SIZE);
            if (block != null && block.rows[known.index() % PAGE_SIZE] == known) {
                return known.index();
            }
        }
        return -1;
    }

    @Override
    public int lastIndexOf(@Nullable Object row) {
        return indexOf(row);
    }

    @Override
    public boolean contains(@Nullable Object row) {
        return indexOf(row) >= 0;
    }

    /// Two lists are equal only if they are the same: a comparison by rows would read the whole catalogue.
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    /// Shows a product that was changed, wherever it stands among the rows that are loaded.
    void replace(Product changed) {
        for (Block block : blocks.values()) {
            for (ProductRow row : block.rows) {
                Product shown = row.product().get();
                if (shown != null && shown.id() == changed.id()) {
                    row.show(changed);
                }
            }
        }
    }

    /// Rows that are kept in memory, loaded or not.
    int rowsKept() {
        return blocks.size() * PAGE_SIZE;
    }

    int pagesInFlight() {
        return inFlight;
    }

    @Override
    public void close() {
        closed = true;
        waiting.clear();
    }

    private void ask(int page, Block block) {
        block.state = State.WAITING;
        waiting.addFirst(page);
        if (waiting.size() > MAX_WAITING) {
            Block dropped = blocks.get(waiting.removeLast());
            if (dropped != null) {
                dropped.state = State.MISSING;
            }
        }
        startNext();
    }

    private void startNext() {
        while (!closed && inFlight < MAX_IN_FLIGHT && !waiting.isEmpty()) {
            int page = waiting.removeFirst();
            Block block = blocks.get(page);
            if (block == null) {
                continue;
            }
            block.state = State.IN_FLIGHT;
            inFlight++;
            reader.read(page * PAGE_SIZE, PAGE_SIZE, loaded -> arrived(page, loaded), () -> failed(page));
        }
    }

    private void arrived(int page, Page<Product> loaded) {
        inFlight--;
        if (closed) {
            return;
        }
        fill(page, loaded);
        resize(Math.toIntExact(Math.min(loaded.total(), Integer.MAX_VALUE - PAGE_SIZE)));
        startNext();
    }

    private void failed(int page) {
        inFlight--;
        Block block = blocks.get(page);
        if (block != null && block.state == State.IN_FLIGHT) {
            block.state = State.MISSING;
        }
        startNext();
    }

    private void fill(int page, Page<Product> loaded) {
        Block block = blocks.computeIfAbsent(page, Block::new);
        block.state = State.LOADED;
        for (int i = 0; i < PAGE_SIZE; i++) {
            block.rows[i].show(i < loaded.data().size() ? loaded.data().get(i) : null);
        }
        forgetOldest();
    }

    /// The catalogue grew or shrank between two pages.
    private void resize(int newSize) {
        int before = size;
        if (newSize == before) {
            return;
        }
        beginChange();
        size = newSize;
        if (newSize > before) {
            nextAdd(before, newSize);
        } else {
            nextRemove(newSize, Collections.nCopies(before - newSize, new ProductRow(-1)));
        }
        endChange();
    }

    private void forgetOldest() {
        Iterator<Block> eldestFirst = blocks.values().iterator();
        while (blocks.size() > MAX_PAGES && eldestFirst.hasNext()) {
            if (eldestFirst.next().state != State.IN_FLIGHT) {
                eldestFirst.remove();
            }
        }
    }
}
