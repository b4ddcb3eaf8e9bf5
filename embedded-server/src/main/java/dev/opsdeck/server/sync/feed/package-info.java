/// Reading feeds: bytes in, product drafts and issues out, one row at a time. Knows no database and no network; memory
/// stays flat for a feed of any size.
@NullMarked
package dev.opsdeck.server.sync.feed;

import org.jspecify.annotations.NullMarked;
