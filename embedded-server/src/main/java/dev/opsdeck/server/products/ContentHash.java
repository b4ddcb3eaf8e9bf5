package dev.opsdeck.server.products;

import dev.opsdeck.api.products.ProductDraft;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/// The value of the column `content_hash`: equal for drafts with equal content, so that whoever writes sees at once
/// that nothing changed. 15.0 and 15.00 are equal. Identity and status do not count: a product that an operator took
/// out of the top list stays out when its feed brings it again.
///
/// The first 64 bits of SHA-256: two contents of one product meet by chance once in 2^64 changes.
public final class ContentHash {

    private ContentHash() {}

    public static long of(ProductDraft draft) {
        MessageDigest digest = sha256();
        add(digest, draft.title());
        add(digest, draft.description());
        add(digest, draft.url());
        add(digest, draft.imageUrl());
        add(digest, draft.brand());
        add(digest, draft.category());
        add(digest, draft.gtin());
        add(digest, draft.mpn());
        add(digest, draft.availability() == null ? null : draft.availability().name());
        add(digest, plain(draft.price()));
        add(digest, plain(draft.salePrice()));
        add(digest, draft.currency());
        add(digest, plain(draft.commissionRate()));
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static @Nullable String plain(@Nullable BigDecimal value) {
        return value == null ? null : value.stripTrailingZeros().toPlainString();
    }

    /// With its length before it, so that no two lists of fields give the same bytes; -1 for null.
    private static void add(MessageDigest digest, @Nullable String value) {
        byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(value == null ? -1 : bytes.length)
                .flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
