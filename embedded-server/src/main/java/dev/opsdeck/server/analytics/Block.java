package dev.opsdeck.server.analytics;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// The sums of many products, packed: for each product, in the order of the ids, the distance to the id before, the
/// conversions, clicks and views, each as a number of 7 bits a byte, lowest first, the eighth saying that more follow
/// (LEB128). Ten thousand products take about 60 KB and are read in a tenth of a millisecond, where as many rows take a
/// database tens of milliseconds.
///
/// A block holds a part: the products of [#PART_IDS] ids. So no value grows beyond what a column holds (1 MiB in H2;
/// 40 bytes a product at most make 640 KiB), and a merge has one part of each block in hand.
final class Block {

    private static final int PART_BITS = 14;

    /// Ids a part covers.
    static final int PART_IDS = 1 << PART_BITS;

    private Block() {}

    /// @param rows by ascending product id
    /// @return the parts by their number; none for no rows
    static SortedMap<Integer, byte[]> pack(List<ProductSums> rows) {
        SortedMap<Integer, byte[]> parts = new TreeMap<>();
        int from = 0;
        while (from < rows.size()) {
            int part = part(rows.get(from).productId());
            int to = from;
            while (to < rows.size() && part(rows.get(to).productId()) == part) {
                to++;
            }
            parts.put(part, packOne(rows.subList(from, to), (long) part << PART_BITS));
            from = to;
        }
        return parts;
    }

    /// Adds up blocks of the same part.
    ///
    /// @param sink takes the sums by ascending product id
    static void merge(int part, List<byte[]> blocks, Consumer<ProductSums> sink) {
        List<Cursor> cursors = new ArrayList<>(blocks.size());
        for (byte[] block : blocks) {
            Cursor cursor = new Cursor(block, (long) part << PART_BITS);
            if (cursor.next()) {
                cursors.add(cursor);
            }
        }
        while (!cursors.isEmpty()) {
            long id = Long.MAX_VALUE;
            for (Cursor cursor : cursors) {
                id = Math.min(id, cursor.id);
            }
            long views = 0;
            long clicks = 0;
            long conversions = 0;
            boolean ended = false;
            for (Cursor cursor : cursors) {
                if (cursor.id == id) {
                    views += cursor.views;
                    clicks += cursor.clicks;
                    conversions += cursor.conversions;
                    ended |= !cursor.next();
                }
            }
            sink.accept(new ProductSums(id, views, clicks, conversions));
            if (ended) {
                cursors.removeIf(cursor -> cursor.ended);
            }
        }
    }

    private static int part(long productId) {
        return Math.toIntExact(productId >> PART_BITS);
    }

    private static byte[] packOne(List<ProductSums> rows, long base) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(rows.size() * 6);
        long before = base;
        for (ProductSums row : rows) {
            number(out, row.productId() - before);
            number(out, row.conversions());
            number(out, row.clicks());
            number(out, row.views());
            before = row.productId();
        }
        return out.toByteArray();
    }

    private static void number(ByteArrayOutputStream out, long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    /// Stands on one product of a block.
    private static final class Cursor {

        private final byte[] bytes;
        private int at;
        private long id;
        private long views;
        private long clicks;
        private long conversions;
        private boolean ended;

        Cursor(byte[] bytes, long base) {
            this.bytes = bytes;
            this.id = base;
        }

        boolean next() {
            if (at == bytes.length) {
                ended = true;
                return false;
            }
            id += number();
            conversions = number();
            clicks = number();
            views = number();
            return true;
        }

        private long number() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                byte b = bytes[at++];
                value |= (long) (b & 0x7f) << shift;
                if (b >= 0) {
                    return value;
                }
            }
        }
    }
}
