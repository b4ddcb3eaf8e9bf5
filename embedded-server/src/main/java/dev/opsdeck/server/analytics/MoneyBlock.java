package dev.opsdeck.server.analytics;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/// What many products earned, packed: for each product, in the order of the ids, the distance to the id before, how
/// many currencies, and for each its three letters and the amount in ten-thousandths, as a length and that many bytes.
/// An amount is never rounded, and none is too large.
///
/// As with [Block], a part has the products of [Block#PART_IDS] ids. Its value is cut into pieces of at most
/// [#PIECE_BYTES] and one product, because nothing bounds how many currencies a product is sold in.
final class MoneyBlock {

    /// Of the columns that hold an amount.
    static final int SCALE = 4;

    static final int PIECE_BYTES = 512 << 10;

    /// 128 pieces of a part hold all of its products in all currencies there are.
    private static final int PIECE_BITS = 7;

    private MoneyBlock() {}

    /// @param rows by ascending product id
    /// @return the pieces by their number; none for no rows
    static SortedMap<Integer, byte[]> pack(List<Earned> rows) {
        SortedMap<Integer, byte[]> pieces = new TreeMap<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int number = -1;
        long before = 0;
        for (Earned row : rows) {
            int part = Math.multiplyExact(Block.part(row.productId()), 1 << PIECE_BITS);
            if (number < part || out.size() >= PIECE_BYTES) {
                close(pieces, number, out);
                number = Math.max(number + 1, part);
                before = Block.base(part >> PIECE_BITS);
            }
            pack(out, row, before);
            before = row.productId();
        }
        close(pieces, number, out);
        return pieces;
    }

    /// The part to which a piece belongs.
    static int part(int piece) {
        return piece >> PIECE_BITS;
    }

    /// Adds up all pieces of a part.
    ///
    /// @param sink takes what each product earned, by ascending id
    static void merge(int part, List<byte[]> pieces, Consumer<Earned> sink) {
        List<Cursor> cursors = new ArrayList<>(pieces.size());
        for (byte[] piece : pieces) {
            Cursor cursor = new Cursor(piece, Block.base(part));
            if (cursor.next()) {
                cursors.add(cursor);
            }
        }
        while (!cursors.isEmpty()) {
            long id = Long.MAX_VALUE;
            for (Cursor cursor : cursors) {
                id = Math.min(id, cursor.id);
            }
            SortedMap<String, BigDecimal> amounts = new TreeMap<>();
            boolean ended = false;
            for (Cursor cursor : cursors) {
                if (cursor.id == id) {
                    cursor.addTo(amounts);
                    ended |= !cursor.next();
                }
            }
            sink.accept(new Earned(id, amounts));
            if (ended) {
                cursors.removeIf(cursor -> cursor.ended);
            }
        }
    }

    private static void close(SortedMap<Integer, byte[]> pieces, int number, ByteArrayOutputStream out) {
        if (out.size() > 0) {
            pieces.put(number, out.toByteArray());
            out.reset();
        }
    }

    private static void pack(ByteArrayOutputStream out, Earned row, long before) {
        Packed.number(out, row.productId() - before);
        Packed.number(out, row.amounts().size());
        for (Map.Entry<String, BigDecimal> amount : row.amounts().entrySet()) {
            out.writeBytes(amount.getKey().getBytes(StandardCharsets.US_ASCII));
            byte[] number = amount.getValue().setScale(SCALE).unscaledValue().toByteArray();
            Packed.number(out, number.length);
            out.writeBytes(number);
        }
    }

    /// Stands on one product of a piece.
    private static final class Cursor {

        private final byte[] bytes;
        private final Packed numbers;
        private long id;
        private boolean ended;

        Cursor(byte[] bytes, long base) {
            this.bytes = bytes;
            this.numbers = new Packed(bytes);
            this.id = base;
        }

        boolean next() {
            ended = numbers.ended();
            if (!ended) {
                id += numbers.number();
            }
            return !ended;
        }

        /// To be called once after every [#next].
        void addTo(SortedMap<String, BigDecimal> amounts) {
            long currencies = numbers.number();
            for (long i = 0; i < currencies; i++) {
                String currency = new String(bytes, numbers.pass(3), 3, StandardCharsets.US_ASCII);
                int length = (int) numbers.number();
                BigInteger number = new BigInteger(bytes, numbers.pass(length), length);
                amounts.merge(currency, new BigDecimal(number, SCALE), BigDecimal::add);
            }
        }
    }
}
