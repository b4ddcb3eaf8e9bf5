/// The OpenAPI document: what every route takes and answers. Made of one list of operations and of the contract itself.
@NullMarked
package dev.opsdeck.server.openapi;

import org.jspecify.annotations.NullMarked;
