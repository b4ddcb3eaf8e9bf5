/// The Products page: the catalogue as a virtual table over the server's paging, one product in detail, and the sync
/// dialog with its sources.
@NullMarked
package dev.opsdeck.console.products;

import org.jspecify.annotations.NullMarked;
