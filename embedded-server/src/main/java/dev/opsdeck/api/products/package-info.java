/// The catalogue.
@NullMarked
package dev.opsdeck.api.products;

import org.jspecify.annotations.NullMarked;
